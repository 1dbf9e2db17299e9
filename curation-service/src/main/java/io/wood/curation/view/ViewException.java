package io.wood.curation.view;

/** The view's database cannot be used. */
public final class ViewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ViewException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
