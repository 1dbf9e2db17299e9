package io.wood.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RunState;
import io.wood.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Refinements of the refiner: request, follow, look up. */
public final class RefinementClient {
  private static final int NOT_FOUND = 404;

  private final RunningSystem system;
  private final HttpApi api;

  public RefinementClient(RunningSystem system) {
    this.system = system;
    this.api = system.api("refiner");
  }

  /** Requests a refinement and returns its id. */
  public String request(JsonNode wish) {
    return api.post("/api/refinements", wish).path("refinement").asText();
  }

  /** Request, progress and end of one; empty while the refiner has not heard of it. */
  public Optional<JsonNode> find(String refinement) {
    try {
      return Optional.of(api.get("/api/refinements/" + refinement));
    } catch (RefusedException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Its end; empty before. */
  public Optional<RefinementCompleted> completed(String refinement) {
    return find(refinement)
        .map(summary -> summary.path("completed"))
        .filter(JsonNode::isObject)
        .map(node -> Json.read(Json.canonical(node), RefinementCompleted.class));
  }

  /**
   * Shows its progress until it has ended.
   *
   * @throws io.wood.cli.console.CommandFailedException when it failed, with the refiner's reason
   */
  public RefinementCompleted follow(String refinement, ProgressPrinter printer) {
    new RunFollower(refinement, () -> look(refinement))
        .follow(
            system,
            RefinementProgressed.class,
            event ->
                new RunFollower.Step(
                    event.refinement(), event.state(), event.progress(), event.figures()),
            printer);
    return completed(refinement).orElseThrow();
  }

  private List<String> running() {
    List<String> running = new ArrayList<>();
    for (JsonNode summary : api.get("/api/refinements")) {
      String state = summary.path("progress").path("state").asText();
      if (state.equals(RunState.RUNNING.name()) && !summary.path("completed").isObject()) {
        running.add(summary.path("request").path("refinement").asText());
      }
    }
    return running;
  }

  private RunFollower.Look look(String refinement) {
    Optional<JsonNode> summary = find(refinement);
    if (summary.isEmpty()) {
      return new RunFollower.Look(false, false, "is unknown to the refiner");
    }
    boolean completed = summary.get().path("completed").isObject();
    JsonNode progress = summary.get().path("progress");
    if (!completed && !progress.isObject()) {
      return new RunFollower.Look(false, false, RunFollower.waitingFor(running(), "refiner"));
    }
    String state = progress.path("state").asText(RunState.RUNNING.name());
    boolean failed =
        state.equals(RunState.FAILED.name()) || state.equals(RunState.CANCELLED.name());
    return new RunFollower.Look(
        completed || failed,
        completed,
        state.toLowerCase(Locale.ROOT) + ": " + progress.path("message").asText());
  }
}
