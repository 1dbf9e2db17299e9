package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;

/** The object is not what its reference says: permanent. */
public final class CorruptObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the object, what it should be and what it is.
   *
   * @param found such as {@code size 17, unread}
   */
  public CorruptObjectException(ArtifactRef ref, String found) {
    super(
        "object %s in bucket %s should have SHA-256 %s and %d bytes; found %s"
            .formatted(ref.key(), ref.bucket(), ref.sha256(), ref.size(), found),
        null);
  }
}
