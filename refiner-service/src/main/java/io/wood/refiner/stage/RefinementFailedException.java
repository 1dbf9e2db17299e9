package io.wood.refiner.stage;

/** A refinement fails for good; the message names the cause and the remedy. */
public final class RefinementFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefinementFailedException(String message) {
    super(message);
  }
}
