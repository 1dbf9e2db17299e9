package io.wood.trainer.store;

/** Number of starts of a run from the same step. */
public record RunAttempts(long step, int starts) {
  static final RunAttempts NONE = new RunAttempts(0, 0);

  /** Adds a start from a step; a later step than before resets the count. */
  public RunAttempts startingAt(long from) {
    return new RunAttempts(from, from > step ? 1 : starts + 1);
  }
}
