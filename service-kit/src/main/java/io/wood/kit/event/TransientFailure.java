package io.wood.kit.event;

/** What failed may work later: worth another try in place. */
public class TransientFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
