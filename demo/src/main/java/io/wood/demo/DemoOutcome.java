package io.wood.demo;

import io.wood.contracts.parameter.Arm;
import java.util.Map;

/**
 * What one experiment came to.
 *
 * @param arm control or W-OoD
 * @param seed of the training
 * @param experiment its id, which is also the refinement's
 * @param oods hard OoDs that took part
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
