package io.wood.trainer.store;

import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.event.ExperimentRequested;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sweep as it was planned: its experiments with the decisions frozen. Written once; everything
 * else about it follows from its experiments.
 */
public record StoredSweep(
    String sweep,
    SweepOrder order,
    List<PlannedRun> runs,
    String requestedBy,
    Instant requestedAt) {
  public StoredSweep {
    runs = List.copyOf(runs);
  }

  /**
   * One combination of values and a seed.
   *
   * @param values value of each axis, as text
   * @param seed random seed
   * @param oods number of OoDs
   * @param request what to train; another experiment that trains the same is as good
   */
  public record PlannedRun(
      Map<String, String> values, long seed, int oods, ExperimentRequested request) {}
}
