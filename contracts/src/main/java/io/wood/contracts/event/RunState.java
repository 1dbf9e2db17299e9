package io.wood.contracts.event;

/** State of a long run. */
public enum RunState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** True when nothing more will happen. */
  public boolean ended() {
    return this != RUNNING;
  }
}
