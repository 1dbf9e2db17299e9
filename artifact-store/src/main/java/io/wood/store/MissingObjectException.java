package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;

/** There is no object with this key, or none that the store can give: permanent. */
public final class MissingObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  public MissingObjectException(String bucket, String key) {
    super("no object " + key + " in bucket " + bucket, null);
  }

  /** The store fails on this object and answers for others. */
  MissingObjectException(ArtifactRef ref, StoreUnavailableException failure) {
    super(
        "the store fails on object %s of bucket %s and answers for others; store it again"
            .formatted(ref.key(), ref.bucket()),
        failure);
  }
}
