package io.wood.contracts.api.trainer;

import io.wood.contracts.ContractChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Requests one experiment for every combination of values and seeds.
 *
 * @param experiment what all experiments have in common: an {@link ExperimentOrder} as a tree,
 *     without an id, a random seed and {@code again}
 * @param axes what differs; at least one. The figures are plotted over the first
 * @param seeds random seeds of the training; default 0
 * @param requestedBy who requests it
 */
public record SweepOrder(
    Map<String, Object> experiment, List<Axis> axes, List<Long> seeds, String requestedBy) {
  /** Name of the axis that is the number of hard OoDs: whole numbers, or {@code all}. */
  public static final String OODS = "oods";

  public SweepOrder {
    experiment = experiment == null ? Map.of() : experiment;
    axes = List.copyOf(ContractChecks.required(axes, "axes"));
    ContractChecks.atLeast(axes.size(), 1, "number of axes");
    requireDifferent("axes", axes.stream().map(Axis::name).toList());
    seeds = seeds == null || seeds.isEmpty() ? List.of(0L) : List.copyOf(seeds);
    requireDifferent("seeds", seeds);
    requestedBy = requestedBy == null ? "api" : requestedBy;
  }

  /** The last part of an axis' name, such as {@code tau}. */
  public static String shortName(String axis) {
    return axis.substring(axis.lastIndexOf('.') + 1);
  }

  private static void requireDifferent(String field, List<?> values) {
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "%s must differ from one another, not %s".formatted(field, values));
    }
  }

  /**
   * What differs between the experiments.
   *
   * @param name {@link #OODS}, or a field of {@link ExperimentOrder} by its full name, such as
   *     {@code arm}, {@code selection} or {@code parameters.metricLoss.tau}
   * @param values its values, in the order of the plot; at least one
   */
  public record Axis(String name, List<Object> values) {
    public Axis {
      ContractChecks.text(name, "axes.name");
      values = List.copyOf(ContractChecks.required(values, "axes.values of " + name));
      ContractChecks.atLeast(values.size(), 1, "number of axes.values of " + name);
      requireDifferent("axes.values of " + name, values);
    }
  }
}
