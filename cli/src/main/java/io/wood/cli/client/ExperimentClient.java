package io.wood.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Experiments of the trainer: request, follow, look up. */
public final class ExperimentClient {
  private static final String QUEUED = "QUEUED";

  private final RunningSystem system;
  private final HttpApi api;

  public ExperimentClient(RunningSystem system) {
    this.system = system;
    this.api = system.api("trainer");
  }

  /** Requests an experiment and returns its id. */
  public String request(JsonNode order) {
    return api.post("/api/experiments", order).path("experiment").asText();
  }

  /** Everything about one. */
  public JsonNode show(String experiment) {
    return api.get("/api/experiments/" + experiment);
  }

  /** One line each, newest first. */
  public JsonNode list() {
    return api.get("/api/experiments");
  }

  /** Cancels one. */
  public void cancel(String experiment) {
    api.delete("/api/experiments/" + experiment + "?by=cli");
  }

  /**
   * Shows its progress until it has ended.
   *
   * @throws io.wood.cli.console.CommandFailedException when it failed or was cancelled, with the
   *     trainer's reason
   */
  public void follow(String experiment, ProgressPrinter printer) {
    new RunFollower(experiment, () -> look(experiment))
        .follow(
            system,
            TrainingProgressed.class,
            event ->
                new RunFollower.Step(
                    event.experiment(), event.state(), event.progress(), event.figures()),
            printer);
  }

  private List<String> running() {
    List<String> running = new ArrayList<>();
    for (JsonNode summary : list()) {
      if (summary.path("state").asText().equals(RunState.RUNNING.name())) {
        running.add(summary.path("experiment").asText());
      }
    }
    return running;
  }

  private RunFollower.Look look(String experiment) {
    JsonNode summary = show(experiment).path("summary");
    String state = summary.path("state").asText();
    if (state.equals(QUEUED)) {
      return new RunFollower.Look(false, false, RunFollower.waitingFor(running(), "trainer"));
    }
    boolean open = state.equals(RunState.RUNNING.name());
    String words = state.toLowerCase(Locale.ROOT) + ": " + summary.path("message").asText();
    return new RunFollower.Look(!open, state.equals(RunState.SUCCEEDED.name()), words);
  }
}
