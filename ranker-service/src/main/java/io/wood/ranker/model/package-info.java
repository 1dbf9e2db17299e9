/**
 * Selects, loads and holds the active classifier.
 *
 * <p>Uses no other package of this service. Knows no candidates.
 */
package io.wood.ranker.model;
