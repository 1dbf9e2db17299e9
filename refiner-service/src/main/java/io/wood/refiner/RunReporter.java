package io.wood.refiner;

import io.wood.contracts.Progress;
import io.wood.contracts.RefinementProgressed;
import io.wood.contracts.RunState;
import io.wood.kit.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Tells how far a run has come: about once a second, and at the start and end of each phase. */
final class RunReporter {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final String refinement;
  private final EventPublisher events;
  private final Clock clock;
  private String phase = "";
  private Instant phaseStart = Instant.EPOCH;
  private long doneAtStart;
  private Instant lastTold = Instant.EPOCH;
  private Progress last = new Progress("starting", 0, 0, "phases", 0, null);

  RunReporter(String refinement, EventPublisher events, Clock clock) {
    this.refinement = refinement;
    this.events = events;
    this.clock = clock;
  }

  /** One step further; told when a second has passed, a phase begins or a phase ends. */
  synchronized void progress(
      String name, long done, long total, String unit, Map<String, Double> figures) {
    Instant now = clock.instant();
    boolean first = !name.equals(phase);
    if (first) {
      phase = name;
      phaseStart = now;
      doneAtStart = done;
    }
    double seconds = Duration.between(phaseStart, now).toNanos() / 1e9;
    double perSecond = seconds > 0 ? (done - doneAtStart) / seconds : 0;
    Double left = perSecond > 0 ? (total - done) / perSecond : null;
    last = new Progress(name, done, total, unit, perSecond, left);
    if (first || done == total || Duration.between(lastTold, now).compareTo(INTERVAL) >= 0) {
      lastTold = now;
      tell(RunState.RUNNING, figures, "");
    }
  }

  synchronized void succeeded() {
    tell(RunState.SUCCEEDED, Map.of(), "");
  }

  synchronized void failed(String why) {
    tell(RunState.FAILED, Map.of(), why);
  }

  private void tell(RunState state, Map<String, Double> figures, String message) {
    events.publish(
        new RefinementProgressed(refinement, state, last, figures, message, clock.instant()));
  }
}
