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

  /**
   * Returns what says the refinement's state after this event and another one. What has ended stays
   * so until a retry: a leader may report a step after it was cancelled, and the clocks of two
   * replicas differ. Otherwise the later event counts.
   *
   * @param next the other event, which was read later
   * @param retried when the refinement was requested again; null: not, as far as is known
   */
  public RefinementProgressed latest(RefinementProgressed next, Instant retried) {
    boolean ended = isEndedSince(retried);
    boolean nextEnded = next.isEndedSince(retried);
    boolean takesNext = ended == nextEnded ? !next.at().isBefore(at) : nextEnded;
    return takesNext ? next : this;
  }

  private boolean isEndedSince(Instant retried) {
    return state.ended() && (retried == null || !at.isBefore(retried));
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
