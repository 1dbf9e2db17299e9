/**
 * Objects in the store: references, buckets, keys, and the manifests of datasets and experiments.
 * It must not use events.
 */
package io.wood.contracts.artifact;
