/**
 * Mutual exclusion between processes by conditional writes to the store. Knows the store's port
 * only; must not know Kafka, experiments or refinements.
 */
package io.wood.store.lease;
