package io.wood.curation.model;

/** A malformed request; the message names the input, its value and the remedy. */
public final class BadRequest extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public BadRequest(String message) {
    super(message);
  }

  public BadRequest(String message, Throwable cause) {
    super(message, cause);
  }
}
