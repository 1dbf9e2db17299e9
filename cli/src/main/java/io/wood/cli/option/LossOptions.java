package io.wood.cli.option;

import io.wood.cli.client.ParameterTree;
import picocli.CommandLine.Option;

/** Options for the most used parameters of the W-OoD loss. */
public final class LossOptions {
  @Option(names = "--lambda", description = "λ, weight of the metric loss.")
  private Double lambda;

  @Option(
      names = "--tau",
      description = "τ, share of the OoD clusters that an image is pushed away from.")
  private Double tau;

  @Option(names = "--clusters", description = "K, number of OoD clusters.")
  private Integer clusters;

  public void apply(ParameterTree parameters, String prefix) {
    parameters
        .set(prefix + "lambda", lambda)
        .set(prefix + "tau", tau)
        .set(prefix + "clusters", clusters);
  }
}
