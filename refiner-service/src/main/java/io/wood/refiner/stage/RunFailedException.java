package io.wood.refiner.stage;

/** A refinement cannot go on; the message says why and what to do. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunFailedException(String message) {
    super(message);
  }
}
