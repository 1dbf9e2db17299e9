package io.wood.store;

/** The store did not do what it was asked. */
public abstract sealed class StoreException extends RuntimeException
    permits StoreUnavailableException, MissingObjectException, CorruptObjectException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
