package io.wood.ranker.submit;

/** A file exceeds the maximum size. */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooLargeException(String message) {
    super(message);
  }
}
