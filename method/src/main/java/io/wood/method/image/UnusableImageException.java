package io.wood.method.image;

/** An image that cannot be used; the message tells a person why. The rest of the work goes on. */
public class UnusableImageException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param reason what is wrong with the image, for a person
   */
  public UnusableImageException(String reason) {
    super(reason);
  }

  /**
   * Says why.
   *
   * @param reason what is wrong with the image, for a person
   * @param cause what the decoder said
   */
  public UnusableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
