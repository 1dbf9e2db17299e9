package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.List;

/**
 * Compares two experiments.
 *
 * @param a first experiment
 * @param b second experiment
 * @param gone OoDs of a that b does not use
 * @param come OoDs of b that a does not use
 * @param kept number of OoDs that both use
 * @param parameters parameters that differ
 * @param metrics metrics of both
 */
public record ExperimentComparison(
    ExperimentSummary a,
    ExperimentSummary b,
    List<ArtifactRef> gone,
    List<ArtifactRef> come,
    int kept,
    List<ParameterDifference> parameters,
    List<MetricDifference> metrics) {

  /**
   * A parameter that differs.
   *
   * @param name full name, such as {@code schedule.steps}
   * @param a value in the first experiment; null when it has none
   * @param b value in the second experiment; null when it has none
   */
  public record ParameterDifference(String name, String a, String b) {}

  /**
   * A metric of both experiments.
   *
   * @param name name of the metric
   * @param a value of the first experiment; null when it has none
   * @param b value of the second experiment; null when it has none
   * @param difference b − a; null when one value is missing
   */
  public record MetricDifference(String name, Double a, Double b, Double difference) {}
}
