package io.wood.cli.follow;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RunState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows a run on the terminal and prints its result. */
public final class RunReport {
  private final RunningSystem system;
  private final Terminal terminal = Terminal.standard();

  /** Reports runs of a system. */
  public RunReport(RunningSystem system) {
    this.system = system;
  }

  /**
   * Follows an experiment, and its refinement if one is ordered.
   *
   * @param noWait true returns at once
   * @return exit status
   */
  public int follow(ExperimentRequested accepted, boolean noWait) {
    String experiment = accepted.experiment();
    ExperimentClient experiments = new ExperimentClient(system);
    ExperimentDetail before = experiments.show(experiment);
    terminal.line(
        isRepeated(accepted, before.summary())
            ? alreadyDone(before)
            : "experiment " + experiment + " is requested");
    if (noWait) {
      return 0;
    }
    experiments.follow(experiment, new ProgressPrinter(terminal));
    terminal.clearStatus();
    ExperimentSummary summary = experiments.show(experiment).summary();
    terminal.line(
        "experiment %s is trained, %d OoDs%s"
            .formatted(experiment, summary.oodCount(), metrics(summary.metrics())));
    if (!summary.message().isEmpty()) {
      terminal.line(summary.message());
    }
    return accepted.refinement() == null ? 0 : refinement(experiment);
  }

  private static String alreadyDone(ExperimentDetail done) {
    return "experiment %s is already done: its manifest %s was trained at %s by code %s, and nothing"
            .formatted(
                done.summary().experiment(),
                done.manifestRef().sha256(),
                done.summary().updatedAt(),
                done.manifest().codeVersion())
        + " is trained again; --again does, and compares the weights";
  }

  /** A run that succeeded before the order was accepted is the result of an earlier order. */
  static boolean isRepeated(ExperimentRequested accepted, ExperimentSummary summary) {
    return summary.state().equals(RunState.SUCCEEDED.name())
        && summary.updatedAt().isBefore(accepted.requestedAt());
  }

  /** Follows a refinement; returns the exit status. */
  public int refinement(String id) {
    RefinementCompleted completed =
        new RefinementClient(system).follow(id, new ProgressPrinter(terminal));
    terminal.clearStatus();
    terminal.line("refinement " + id + " is complete" + metrics(completed.metrics()));
    if (completed.failed() > 0) {
      terminal.line(completed.failed() + " images could not be refined");
    }
    completed.remarks().forEach(remark -> terminal.line("Remark: " + remark));
    return 0;
  }

  private static String metrics(Map<String, Double> metrics) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(metrics)
        .forEach(
            (name, value) ->
                text.append(String.format(Locale.ROOT, "%n  %-28s %.4f", name, value)));
    return text.toString();
  }
}
