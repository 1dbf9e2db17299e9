package io.wood.store;

/** There is no object with this key: permanent. */
public final class MissingObjectException extends StoreException {
  private static final long serialVersionUID = 1L;

  public MissingObjectException(String bucket, String key) {
    super("no object " + key + " in bucket " + bucket, null);
  }
}
