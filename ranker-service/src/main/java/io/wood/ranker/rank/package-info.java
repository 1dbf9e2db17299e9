/**
 * Decodes and scores candidates, and decides between ranked and dismissed.
 *
 * <p>May use {@code model}. Must not choose or load classifiers.
 */
package io.wood.ranker.rank;
