package io.wood.trainer.mlflow;

/** A tracking server does not answer as expected; the message names it and says what it says. */
final class MlflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean refused;

  private MlflowException(String message, boolean refused, Throwable cause) {
    super(message, cause);
    this.refused = refused;
  }

  /** The server is away, is busy or does not let us in: the same call may succeed later. */
  static MlflowException unavailable(String message, Throwable cause) {
    return new MlflowException(message, false, cause);
  }

  /** The server refuses what it was sent: the same call fails again. */
  static MlflowException refused(String message) {
    return new MlflowException(message, true, null);
  }

  boolean isRefused() {
    return refused;
  }
}
