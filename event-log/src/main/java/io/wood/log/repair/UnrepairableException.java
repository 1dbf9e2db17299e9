package io.wood.log.repair;

/** A letter cannot be repaired; the message says why. The others of a request can be. */
final class UnrepairableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnrepairableException(String message) {
    super(message);
  }

  UnrepairableException(String message, Throwable cause) {
    super(message, cause);
  }
}
