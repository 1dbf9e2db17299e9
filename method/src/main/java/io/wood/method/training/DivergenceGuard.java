package io.wood.method.training;

import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.loss.NetworkInTraining;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stops a training when the mean norm of the labelled features diverges. A metric loss that is too
 * strong drives it to zero, after which every CAM is empty; a learning rate that is too high blows
 * it up.
 */
final class DivergenceGuard {
  /** Share of the first norm below which features have collapsed. */
  private static final double COLLAPSED = .05;

  /** Multiple of the first norm above which they have blown up. */
  private static final double BLOWN_UP = 20;

  private final TrainingParameters parameters;
  private final boolean fromTrained;
  private double first;

  /**
   * Creates the guard.
   *
   * @param fromTrained whether the network was trained before; if not, its first norm has no
   *     meaning
   * @param first mean norm at the first step, NaN when there was none yet
   */
  DivergenceGuard(TrainingParameters parameters, boolean fromTrained, double first) {
    this.parameters = parameters;
    this.fromTrained = fromTrained;
    this.first = first;
  }

  /** Mean norm at the first step. */
  double first() {
    return first;
  }

  /**
   * Checks the figures of a step before its gradient is used.
   *
   * @throws TrainingFailedException when the training cannot succeed any more
   */
  void check(long step, Map<String, Double> figures) {
    double norm = figures.get("featureNorm");
    Map<String, Double> shown = new TreeMap<>(figures);
    if (Double.isNaN(first)) {
      first = norm;
    }
    shown.put("featureNorm.first", first);
    if (!Double.isFinite(figures.get("loss")) || !Double.isFinite(norm)) {
      throw new TrainingFailedException("the loss is not a number", step, shown, slower());
    }
    if (fromTrained && norm > BLOWN_UP * first) {
      throw new TrainingFailedException("the features blew up", step, shown, slower());
    }
    if (norm == 0 || (fromTrained && norm < COLLAPSED * first)) {
      throw new TrainingFailedException(
          "the features collapsed, and with them every CAM", step, shown, weaker());
    }
  }

  /**
   * Checks the network before it is saved: a step with a finite loss can still be so large that the
   * weights after it are not finite.
   *
   * @param step optimiser steps done
   * @throws TrainingFailedException when a weight is not finite
   */
  void check(long step, NetworkInTraining inTraining) {
    if (!inTraining.isFinite()) {
      throw new TrainingFailedException(
          "the weights are not numbers any more", step, Map.of(), slower());
    }
  }

  private String slower() {
    return "Lower the learning rates, now %s (trunk) and %s (classifier)."
        .formatted(parameters.optimiser().trunkRate(), parameters.optimiser().classifierRate());
  }

  private String weaker() {
    return parameters.arm().usesMetricLoss()
        ? "Lower lambda, now %s, or set scale to PER_CLUSTER, now %s."
            .formatted(parameters.metricLoss().lambda(), parameters.metricLoss().scale())
        : slower();
  }
}
