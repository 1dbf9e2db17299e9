package io.wood.store;

import io.wood.contracts.ArtifactRef;

/** What lies under the key is not what its reference says: permanent. */
public final class CorruptObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  public CorruptObjectException(ArtifactRef ref, String sha256, long size) {
    super(
        "object %s in bucket %s should have SHA-256 %s and %d bytes, but has %s and %d"
            .formatted(ref.key(), ref.bucket(), ref.sha256(), ref.size(), sha256, size),
        null);
  }
}
