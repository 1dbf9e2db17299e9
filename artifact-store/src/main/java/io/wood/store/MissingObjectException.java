package io.wood.store;

/** Nothing lies under this key: permanent. */
public final class MissingObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  public MissingObjectException(String bucket, String key) {
    super("no object " + key + " in bucket " + bucket, null);
  }
}
