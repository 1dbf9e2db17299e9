package io.wood.cli.command;

import io.wood.cli.client.ParameterTree;
import picocli.CommandLine.Option;

/** The knobs of the W-OoD loss that people turn most. */
final class LossOptions {
  @Option(names = "--lambda", description = "Weight of the metric loss.")
  private Double lambda;

  @Option(names = "--tau", description = "Share of the OoD clusters to push away from.")
  private Double tau;

  @Option(names = "--clusters", description = "K, number of OoD clusters.")
  private Integer clusters;

  void apply(ParameterTree knobs, String prefix) {
    knobs
        .set(prefix + "lambda", lambda)
        .set(prefix + "tau", tau)
        .set(prefix + "clusters", clusters);
  }
}
