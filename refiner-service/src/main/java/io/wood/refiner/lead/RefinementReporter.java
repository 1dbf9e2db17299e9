package io.wood.refiner.lead;

import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RunState;
import io.wood.kit.ProgressMeter;
import io.wood.kit.event.EventPublisher;
import java.time.Clock;
import java.util.Map;

/** Publishes progress: about once per second, and at the start and end of each phase. */
final class RefinementReporter {
  private final String refinement;
  private final EventPublisher events;
  private final Clock clock;
  private final ProgressMeter meter;

  RefinementReporter(String refinement, EventPublisher events, Clock clock) {
    this.refinement = refinement;
    this.events = events;
    this.clock = clock;
    this.meter = new ProgressMeter(clock);
  }

  /** Reports one more step; publishes if a second has passed, or a phase starts or ends. */
  synchronized void progress(
      String name, long done, long total, String unit, Map<String, Double> figures) {
    boolean first = !name.equals(meter.progress().phase());
    if (first) {
      meter.phase(name, total, unit);
    }
    if (meter.step(done, total) || first) {
      publish(RunState.RUNNING, figures, "");
    }
  }

  synchronized void succeeded() {
    publish(RunState.SUCCEEDED, Map.of(), "");
  }

  synchronized void failed(String failure) {
    publish(RunState.FAILED, Map.of(), failure);
  }

  private void publish(RunState state, Map<String, Double> figures, String message) {
    events.publish(
        new RefinementProgressed(
            refinement, state, meter.progress(), figures, message, clock.instant()));
  }
}
