package io.wood.curation;

/** The request cannot be understood; the message names what is wrong with it. */
final class BadRequest extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message);
  }

  BadRequest(String message, Throwable cause) {
    super(message, cause);
  }
}
