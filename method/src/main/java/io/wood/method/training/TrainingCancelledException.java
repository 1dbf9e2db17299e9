package io.wood.method.training;

/** Says that the listener cancelled the run. */
public final class TrainingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param step optimiser steps done
   */
  public TrainingCancelledException(long step) {
    super("cancelled after step " + step);
  }
}
