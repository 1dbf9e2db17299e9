package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import java.time.Instant;
import java.util.Map;

/**
 * Progress of an experiment.
 *
 * @param experiment its id
 * @param state current state
 * @param progress progress of the current phase
 * @param figures losses by part and other figures of the current step, by name
 * @param message for people: empty, or why it failed and what to do
 * @param at when
 */
public record TrainingProgressed(
    String experiment,
    RunState state,
    StepProgress progress,
    Map<String, Double> figures,
    String message,
    Instant at)
    implements Event {
  public TrainingProgressed {
    ContractChecks.slug(experiment, "experiment");
    ContractChecks.required(state, "state");
    ContractChecks.required(progress, "progress");
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    message = message == null ? "" : message;
    ContractChecks.required(at, "at");
  }

  @Override
  public String key() {
    return experiment;
  }

  @Override
  public String eventId() {
    return "training:" + experiment + ":" + state + ":" + progress.phase() + ":" + progress.done();
  }
}
