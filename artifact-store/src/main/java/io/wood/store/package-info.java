/**
 * Where objects lie: the {@link io.wood.store.ArtifactStore} port, the S3 client behind it with its
 * retries, metrics and disk cache, leases on objects, and the one way in which records become JSON.
 * Nothing here knows Kafka, Quarkus or what the objects mean.
 */
package io.wood.store;
