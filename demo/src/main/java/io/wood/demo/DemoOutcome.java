package io.wood.demo;

import io.wood.contracts.parameter.Arm;
import java.util.Map;

/**
 * The figures of one experiment.
 *
 * @param arm control or W-OoD
 * @param seed of the training
 * @param experiment its id, which is also the refinement's
 * @param oods number of hard OoDs used
 * @param metrics of the training and of the refinement, such as {@code validation.seed.mIoU}
 */
record DemoOutcome(Arm arm, long seed, String experiment, int oods, Map<String, Double> metrics) {
  DemoOutcome {
    metrics = Map.copyOf(metrics);
  }

  double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
