package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares any number of experiments. Lists of values are in the order of the experiments.
 *
 * @param experiments the experiments
 * @param parameters parameters that differ
 * @param metrics metrics that at least one of them has
 * @param groups experiments that differ in their seed alone, with the spread of their metrics
 * @param oods OoDs that some of them use and others do not, in hash order
 * @param shared number of OoDs that all of them use
 */
public record ExperimentTable(
    List<ExperimentSummary> experiments,
    List<ParameterRow> parameters,
    List<MetricRow> metrics,
    List<SeedGroup> groups,
    List<OodRow> oods,
    int shared) {

  /**
   * A parameter that differs.
   *
   * @param name full name, such as {@code schedule.steps}
   * @param values value of each experiment; null when it has none
   */
  public record ParameterRow(String name, List<String> values) {}

  /**
   * A metric.
   *
   * @param name name of the metric
   * @param values value of each experiment; null when it has none
   */
  public record MetricRow(String name, List<Double> values) {}

  /**
   * Experiments that differ in their seed alone, and in the start and the OoDs that follow from it.
   *
   * @param experiments their ids
   * @param seeds their seeds
   * @param metrics mean and spread by name
   */
  public record SeedGroup(
      List<String> experiments, List<Long> seeds, Map<String, Spread> metrics) {}

  /**
   * Mean and spread of a metric.
   *
   * @param mean the mean
   * @param deviation the standard deviation of the sample; 0 for one value
   * @param count number of values
   */
  public record Spread(double mean, double deviation, int count) {
    /** Mean ± deviation of a share, in percent. */
    public String percent() {
      return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * deviation);
    }
  }

  /**
   * An OoD that not all experiments use.
   *
   * @param image the file
   * @param usedBy ids of the experiments that use it
   */
  public record OodRow(ArtifactRef image, List<String> usedBy) {}
}
