package io.wood.method.image;

/** An image file that cannot be used; the message is for the user. */
public final class UnusableImageException extends Exception {
  private static final long serialVersionUID = 1;

  public UnusableImageException(String reason) {
    super(reason);
  }

  public UnusableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
