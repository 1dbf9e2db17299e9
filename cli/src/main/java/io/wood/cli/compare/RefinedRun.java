package io.wood.cli.compare;

import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.Arm;
import java.util.Objects;

/**
 * One experiment and its refinement.
 *
 * @param arm how it was trained
 * @param seed random seed of the training
 * @param oods number of hard OoDs used
 * @param completed completion of its refinement
 */
public record RefinedRun(Arm arm, long seed, int oods, RefinementCompleted completed) {
  public RefinedRun {
    Objects.requireNonNull(arm, "arm");
    Objects.requireNonNull(completed, "completed");
  }
}
