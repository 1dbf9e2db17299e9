package io.wood.cli.client;

import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests, follows and looks up refinements of the refiner. */
public final class RefinementClient {
  private static final String PATH = "/api/refinements";

  private final RunningSystem system;
  private final HttpApi api;

  public RefinementClient(RunningSystem system) {
    this.system = system;
    this.api = system.api("refiner");
  }

  /** Requests a refinement and returns its id. */
  public String request(RefinementOrder order) {
    return api.post(PATH, order, RefinementRequested.class).refinement();
  }

  /** Requests a refinement again under its id, to repeat what failed. */
  public void retryFailed(String refinement) {
    api.post(path(refinement) + "/retry-failed");
  }

  /** Cancels a refinement. */
  public void cancel(String refinement) {
    api.delete(path(refinement));
  }

  /** Returns a refinement; empty when the refiner does not know it. */
  public Optional<RefinementSummary> find(String refinement) {
    return api.find(path(refinement), RefinementSummary.class);
  }

  /** Returns the refinements of an experiment's classifier. */
  public List<RefinementSummary> of(String experiment) {
    return api.list(PATH, RefinementSummary.class).stream()
        .filter(summary -> summary.request().model().experiment().equals(experiment))
        .toList();
  }

  /** Returns the completion of a refinement; empty while it is not complete. */
  public Optional<RefinementCompleted> completed(String refinement) {
    return find(refinement).map(RefinementSummary::completed);
  }

  /**
   * Shows the progress of a refinement until it ends.
   *
   * @throws io.wood.cli.console.CommandFailedException when it failed, with the refiner's reason
   */
  public RefinementCompleted follow(String refinement, ProgressPrinter printer) {
    new RunFollower(refinement, () -> status(refinement))
        .follow(
            system,
            RefinementProgressed.class,
            event ->
                new RunFollower.Step(
                    event.refinement(), event.state(), event.progress(), event.figures()),
            printer);
    return completed(refinement).orElseThrow();
  }

  private static String path(String refinement) {
    return PATH + "/" + HttpApi.encoded(refinement);
  }

  private List<String> running() {
    return api.list(PATH, RefinementSummary.class).stream()
        .filter(summary -> summary.progress() != null && !summary.ended())
        .map(summary -> summary.request().refinement())
        .toList();
  }

  private RunFollower.Status status(String refinement) {
    Optional<RefinementSummary> found = find(refinement);
    if (found.isEmpty()) {
      return new RunFollower.Status(false, false, "is unknown to the refiner");
    }
    RefinementSummary summary = found.get();
    if (summary.completed() == null && summary.progress() == null) {
      return new RunFollower.Status(false, false, RunFollower.waitingFor(running(), "refiner"));
    }
    boolean completed = summary.completed() != null;
    boolean failed = summary.state() == RunState.FAILED || summary.state() == RunState.CANCELLED;
    String message = summary.progress() == null ? "" : summary.progress().message();
    return new RunFollower.Status(
        completed || failed,
        completed,
        summary.state().name().toLowerCase(Locale.ROOT) + ": " + message);
  }
}
