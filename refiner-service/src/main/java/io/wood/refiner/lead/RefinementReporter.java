package io.wood.refiner.lead;

import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.kit.ProgressMeter;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** Publishes progress: about once per second, and at the start and end of each phase. */
final class RefinementReporter {
  private final RefinementRequested request;
  private final Consumer<RefinementProgressed> events;
  private final Clock clock;
  private final ProgressMeter meter;

  /**
   * Reports a refinement.
   *
   * @param events takes the events; may drop some of them while the refinement runs
   */
  RefinementReporter(
      RefinementRequested request, Consumer<RefinementProgressed> events, Clock clock) {
    this.request = request;
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

  synchronized void ended(RunState state, String message) {
    publish(state, Map.of(), message);
  }

  private void publish(RunState state, Map<String, Double> figures, String message) {
    events.accept(
        new RefinementProgressed(
            request.refinement(),
            state,
            meter.progress(),
            figures,
            message,
            request.notBefore(clock.instant())));
  }
}
