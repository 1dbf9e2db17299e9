package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;

/**
 * * A reference to an object in the store, with the hash that its bytes must have. Events carry
 * this instead of pixels.
 *
 * @param bucket bucket of the object store
 * @param key key inside the bucket
 * @param sha256 hash of the bytes, lower-case hexadecimal
 * @param size bytes
 * @param mediaType such as {@code image/jpeg}
 */
public record ArtifactRef(String bucket, String key, String sha256, long size, String mediaType) {
  public ArtifactRef {
    ContractChecks.text(bucket, "bucket");
    ContractChecks.text(key, "key");
    ContractChecks.sha256(sha256, "sha256");
    ContractChecks.atLeast(size, 0, "size");
    ContractChecks.text(mediaType, "mediaType");
  }
}
