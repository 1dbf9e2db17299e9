package io.wood.cli.option;

import io.wood.cli.client.ParameterTree;
import java.util.List;
import picocli.CommandLine.Option;

/** Options for parameters of a training: the most used ones of the W-OoD loss, and any other. */
public final class TrainingOptions {
  @Option(names = "--lambda", description = "λ, weight of the metric loss.")
  private Double lambda;

  @Option(
      names = "--tau",
      description = "τ, share of the OoD clusters that an image is pushed away from.")
  private Double tau;

  @Option(names = "--clusters", description = "K, number of OoD clusters.")
  private Integer clusters;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other parameter, such as schedule.steps=500. Repeatable.")
  private List<String> assignments = List.of();

  /** Sets what is given; {@code --set} overrides everything that was set before. */
  public void apply(ParameterTree parameters) {
    parameters
        .set("metricLoss.lambda", lambda)
        .set("metricLoss.tau", tau)
        .set("metricLoss.clusters", clusters);
    assignments.forEach(parameters::assign);
  }
}
