/**
 * What the four services share at their edges: events over Kafka, the store bean, readiness,
 * problem details, the watch over the parent process, and configuration defaults. No use case and
 * nothing of the method lives here.
 */
package io.wood.kit;
