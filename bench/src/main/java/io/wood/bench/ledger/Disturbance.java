package io.wood.bench.ledger;

import java.util.List;
import java.util.function.BooleanSupplier;

/** What happens to the processes of a system while a stage runs. */
@FunctionalInterface
interface Disturbance {
  /** Nothing happens. */
  Disturbance NONE = (stage, lasts) -> {};

  /**
   * Disturbs a stage that has begun; all processes run again when it returns.
   *
   * @param stage its name
   * @param lasts true while it runs
   */
  void during(String stage, BooleanSupplier lasts);

  /** What should have happened in the stages so far, and did not. */
  default List<String> faults() {
    return List.of();
  }
}
