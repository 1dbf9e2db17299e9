package io.wood.method.training;

/** The listener asked the run to stop. */
public final class TrainingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says where it stopped.
   *
   * @param step optimiser steps done
   */
  public TrainingCancelledException(long step) {
    super("cancelled after step " + step);
  }
}
