package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import java.time.Instant;
import java.util.Map;

/**
 * Progress of a refinement.
 *
 * @param refinement its id
 * @param state current state
 * @param progress progress of the current phase
 * @param figures losses and other figures, by name
 * @param message for people: empty, or why it failed and what to do
 * @param at when
 */
public record RefinementProgressed(
    String refinement,
    RunState state,
    StepProgress progress,
    Map<String, Double> figures,
    String message,
    Instant at)
    implements Event {
  public RefinementProgressed {
    ContractChecks.slug(refinement, "refinement");
    ContractChecks.required(state, "state");
    ContractChecks.required(progress, "progress");
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    message = message == null ? "" : message;
    ContractChecks.required(at, "at");
  }

  @Override
  public String key() {
    return refinement;
  }

  @Override
  public String eventId() {
    return "refinement:"
        + refinement
        + ":"
        + state
        + ":"
        + progress.phase()
        + ":"
        + progress.done();
  }
}
