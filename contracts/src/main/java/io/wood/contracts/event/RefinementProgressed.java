package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import java.time.Instant;
import java.util.Map;

/**
 * How a refinement is doing.
 *
 * @param refinement its id
 * @param state where it stands
 * @param progress how far the present phase has come
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
