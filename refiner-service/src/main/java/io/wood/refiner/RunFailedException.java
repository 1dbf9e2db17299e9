package io.wood.refiner;

/** A refinement cannot go on; the message says why and what to do. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message) {
    super(message);
  }
}
