package io.wood.method.training;

/** A checkpoint that this run cannot go on from; the run itself may still be started afresh. */
public final class UnusableCheckpointException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnusableCheckpointException(String message) {
    super(message);
  }

  UnusableCheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
