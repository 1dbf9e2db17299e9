package io.wood.curation.model;

/** The request cannot be understood; the message names what is wrong with it. */
public final class BadRequest extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public BadRequest(String message) {
    super(message);
  }

  public BadRequest(String message, Throwable cause) {
    super(message, cause);
  }
}
