package io.wood.method.training;

/** Says that a run cannot continue from a checkpoint; it can still start from the beginning. */
public final class UnusableCheckpointException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnusableCheckpointException(String message) {
    super(message);
  }

  UnusableCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
