package io.wood.contracts.event;

/** Where a long job stands. */
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
