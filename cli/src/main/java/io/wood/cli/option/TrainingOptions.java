package io.wood.cli.option;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.Arm;
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

  /**
   * Refuses options that the loss of an arm does not have: they would train nothing else, under
   * another manifest.
   */
  public void requireUsedBy(Arm arm) {
    refuse(arm, arm.usesMetricLoss(), "--lambda", lambda);
    refuse(arm, arm.usesMetricLoss(), "--tau", tau);
    refuse(arm, arm.usesMetricLoss(), "--clusters", clusters);
  }

  private static void refuse(Arm arm, boolean used, String option, Object value) {
    if (!used && value != null) {
      throw new CommandFailedException(
          "%s %s: arm %s has no %s; leave it out, or choose --arm wood"
              .formatted(option, value, arm, option.substring(2)));
    }
  }

  /** Refuses an arm among the parameters, where an option chooses it with its defaults. */
  public void requireNoArm() {
    assignments.stream()
        .filter(assignment -> assignment.startsWith("arm="))
        .findFirst()
        .ifPresent(
            assignment -> {
              throw new CommandFailedException(
                  "--set %s keeps the settings of the old arm; use --%s"
                      .formatted(assignment, assignment.replace('=', ' ')));
            });
  }

  /** Sets what is given; {@code --set} overrides everything that was set before. */
  public void apply(ParameterTree parameters) {
    parameters
        .set("metricLoss.lambda", lambda)
        .set("metricLoss.tau", tau)
        .set("metricLoss.clusters", clusters);
    assignments.forEach(parameters::assign);
  }
}
