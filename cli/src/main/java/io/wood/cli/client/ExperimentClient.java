package io.wood.cli.client;

import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import java.util.List;
import java.util.Locale;

/** Requests, follows and looks up experiments of the trainer. */
public final class ExperimentClient {
  private final RunningSystem system;
  private final HttpApi api;

  public ExperimentClient(RunningSystem system) {
    this.system = system;
    this.api = system.api("trainer");
  }

  /** Requests an experiment and returns its id. */
  public String request(ExperimentOrder order) {
    return accepted(order).experiment();
  }

  /** Requests an experiment and returns the request as the trainer accepted it. */
  public ExperimentRequested accepted(ExperimentOrder order) {
    return api.post("/api/experiments", order, ExperimentRequested.class);
  }

  /** Returns one experiment in full. */
  public ExperimentDetail show(String experiment) {
    return api.get("/api/experiments/" + experiment, ExperimentDetail.class);
  }

  /** Lists all experiments, newest first. */
  public List<ExperimentSummary> list() {
    return api.list("/api/experiments", ExperimentSummary.class);
  }

  /** Cancels an experiment. */
  public void cancel(String experiment) {
    api.delete("/api/experiments/" + experiment + "?by=cli");
  }

  /**
   * Shows the progress of an experiment until it ends.
   *
   * @throws io.wood.cli.console.CommandFailedException when it failed or was cancelled, with the
   *     trainer's reason
   */
  public void follow(String experiment, ProgressPrinter printer) {
    new RunFollower(experiment, () -> status(experiment))
        .follow(
            system,
            TrainingProgressed.class,
            event ->
                new RunFollower.Step(
                    event.experiment(), event.state(), event.progress(), event.figures()),
            printer);
  }

  private List<String> running() {
    return list().stream()
        .filter(summary -> summary.state().equals(RunState.RUNNING.name()))
        .map(ExperimentSummary::experiment)
        .toList();
  }

  private RunFollower.Status status(String experiment) {
    ExperimentSummary summary = show(experiment).summary();
    String state = summary.state();
    if (state.equals(ExperimentSummary.QUEUED)) {
      return new RunFollower.Status(false, false, RunFollower.waitingFor(running(), "trainer"));
    }
    boolean open = state.equals(RunState.RUNNING.name());
    String text = state.toLowerCase(Locale.ROOT) + ": " + summary.message();
    return new RunFollower.Status(!open, state.equals(RunState.SUCCEEDED.name()), text);
  }
}
