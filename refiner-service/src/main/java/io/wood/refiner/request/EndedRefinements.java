package io.wood.refiner.request;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.kit.event.EventPublisher;
import io.wood.refiner.view.RefinementOutcome;
import io.wood.refiner.view.RefinementOutcomes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Cancels a refinement, and retries what failed in one that has ended. */
public final class EndedRefinements {
  private final RefinementOutcomes outcomes;
  private final EventPublisher events;
  private final Clock clock;

  public EndedRefinements(RefinementOutcomes outcomes, EventPublisher events, Clock clock) {
    this.outcomes = outcomes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Cancels a refinement: its leader stops and its tasks are skipped. What is done stays in the
   * store.
   *
   * @throws IllegalArgumentException if it has ended
   */
  public void cancel(RefinementSummary summary, String by) {
    RefinementRequested request = summary.request();
    RefinementOutcome outcome =
        summary.ended()
            ? outcomes.find(request).orElse(null)
            : outcomes.end(request, RefinementOutcome.cancelled(by));
    if (outcome == null || outcome.cancelledBy() == null) {
      throw new IllegalArgumentException(
          "the refinement '%s' has ended already: there is nothing to cancel"
              .formatted(request.refinement()));
    }
    StepProgress progress =
        summary.progress() == null
            ? new StepProgress("waiting", 0, 0, "images", 0, null)
            : summary.progress().progress();
    events.publish(
        new RefinementProgressed(
            request.refinement(),
            RunState.CANCELLED,
            progress,
            Map.of(),
            "cancelled by " + outcome.cancelledBy(),
            request.notBefore(clock.instant())));
  }

  /**
   * Requests a refinement again under its id. What is done is kept; images that failed are
   * processed again.
   *
   * @throws IllegalArgumentException if it has not ended, or nothing failed
   */
  public RefinementRequested retry(RefinementSummary summary, String by) {
    RefinementRequested request = summary.request();
    if (!summary.ended()) {
      throw new IllegalArgumentException(
          "the refinement '%s' has not ended; wait for its end, or cancel it"
              .formatted(request.refinement()));
    }
    if (summary.completed() != null && summary.completed().failed() == 0) {
      throw new IllegalArgumentException(
          "the refinement '%s' has succeeded with every image: there is nothing to retry"
              .formatted(request.refinement()));
    }
    RefinementRequested retry = request.retry(by, after(summary));
    events.publish(retry);
    return retry;
  }

  /** Later than the end, even if the clock of another replica was ahead. */
  private Instant after(RefinementSummary summary) {
    Instant end =
        summary.completed() == null ? summary.progress().at() : summary.completed().completedAt();
    Instant now = clock.instant();
    return now.isAfter(end) ? now : end.plusMillis(1);
  }
}
