package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;

/** The object is not what its reference says: permanent. */
public final class CorruptObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the object and what it should be. The actual hash and size are left out: the author of a
   * reference could otherwise learn them of an object that is not theirs.
   */
  public CorruptObjectException(ArtifactRef ref) {
    super(
        ("object %s in bucket %s does not have the announced SHA-256 %s and %d bytes;"
                + " publish it again with the hash and size of the stored bytes")
            .formatted(ref.key(), ref.bucket(), ref.sha256(), ref.size()),
        null);
  }
}
