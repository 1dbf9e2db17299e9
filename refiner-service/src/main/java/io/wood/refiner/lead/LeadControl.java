package io.wood.refiner.lead;

/** Says whether the leader of a refinement goes on with it. */
@FunctionalInterface
public interface LeadControl {

  /**
   * False when another replica leads it now, it was cancelled, or this replica is stopping. A lease
   * that has only expired, because the store is away, ends nothing: what is computed meanwhile is
   * of use to every leader, and the outcome is written by the holder alone.
   */
  boolean goesOn();

  /** True when this replica is stopping and still leads: a training stores a checkpoint. */
  default boolean isStopping() {
    return false;
  }

  /** False while the store is away for longer than the lease: no replica can finish anything. */
  default boolean isHeld() {
    return true;
  }

  /** A stage has new results, or a training a new checkpoint: the count of starts begins again. */
  default void gotFurther() {}

  /** Ends the work of a replica that does not lead any more. */
  default void requireLead(String refinement) {
    if (!goesOn()) {
      throw new LeaseLostException(refinement);
    }
  }
}
