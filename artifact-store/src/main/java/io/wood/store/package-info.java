/**
 * Stores objects: the {@link io.wood.store.ArtifactStore} port, the S3 client behind it with its
 * retries, metrics and disk cache, leases on objects, and the one way in which records become JSON.
 * It knows nothing of Kafka, Quarkus or the meaning of the objects.
 */
package io.wood.store;
