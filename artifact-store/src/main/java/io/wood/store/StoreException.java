package io.wood.store;

/** An operation on the store failed. */
public abstract sealed class StoreException extends RuntimeException
    permits StoreUnavailableException, MissingObjectException, CorruptObjectException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
