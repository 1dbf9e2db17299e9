package io.wood.store;

/** The bytes are not the JSON of this record; the message says what is wrong and where. */
public final class InvalidJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidJsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
