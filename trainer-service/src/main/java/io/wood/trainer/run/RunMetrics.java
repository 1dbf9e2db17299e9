package io.wood.trainer.run;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.engine.FetchImages;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Records metrics of the runs: {@code wood.trainer.running}, {@code .runs} by end, {@code .start}
 * until the first step, {@code .steps}, {@code .images}, {@code .skipped}, and {@code .figure} with
 * the loss parts of the current run.
 */
public final class RunMetrics implements RunObserver {
  private static final Logger LOG = Logger.getLogger(RunMetrics.class);

  private final MeterRegistry registry;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Double> figures = new ConcurrentHashMap<>();
  private final Timer start;
  private final Counter steps;
  private final Counter images;
  private final Counter skipped;

  public RunMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("wood.trainer.running", running, AtomicInteger::get)
        .description("Experiments that this process is training")
        .register(registry);
    this.start =
        Timer.builder("wood.trainer.start")
            .description("From the claim of an experiment to the begin of its first step here")
            .register(registry);
    this.steps = registry.counter("wood.trainer.steps");
    this.images = registry.counter("wood.trainer.images");
    this.skipped = registry.counter("wood.trainer.skipped");
    // The increase of a counter that first shows 1 is 0: no alert for the first failure.
    Stream.of(RunState.values()).filter(RunState::ended).forEach(this::runs);
  }

  @Override
  public TrainingListener started(ExperimentRequested request) {
    running.incrementAndGet();
    int kinds = request.parameters().addsOods() ? 2 : 1;
    return new Meters(
        request.experiment(), (long) request.parameters().schedule().batchSize() * kinds);
  }

  @Override
  public void stopped(RunState state) {
    running.decrementAndGet();
    figures.clear();
    runs(state).increment();
  }

  private Counter runs(RunState state) {
    return registry.counter("wood.trainer.runs", "state", state.name().toLowerCase(Locale.ROOT));
  }

  private void figure(String name, double value) {
    if (figures.put(name, value) == null) {
      Gauge.builder("wood.trainer.figure", figures, all -> all.getOrDefault(name, Double.NaN))
          .tag("figure", name)
          .description("Losses and other figures of the current step")
          .register(registry);
    }
  }

  /** Meters of one run. */
  private final class Meters implements TrainingListener {
    private final Timer.Sample claimed = Timer.start(registry);
    private final String experiment;
    private final long imagesPerStep;
    private String unit = "";
    private long done;

    Meters(String experiment, long imagesPerStep) {
      this.experiment = experiment;
      this.imagesPerStep = imagesPerStep;
    }

    @Override
    public void phase(String phase, long total, String unitOfWork) {
      unit = unitOfWork;
      done = -1;
      if (unit.equals("steps")) {
        LOG.infof(
            "%s: %d ms from the claim to the first step",
            experiment, TimeUnit.NANOSECONDS.toMillis(claimed.stop(start)));
      }
    }

    @Override
    public void step(StepReport report) {
      report.figures().forEach(RunMetrics.this::figure);
      // A resumed run may start a phase far from 0: another process did the steps before.
      long more = done < 0 ? 1 : Math.max(0, report.done() - done);
      done = report.done();
      if (unit.equals("steps")) {
        steps.increment((double) more);
        images.increment((double) (more * imagesPerStep));
      } else if (unit.equals("images") && !report.phase().equals(FetchImages.PHASE)) {
        images.increment((double) more);
      }
    }

    @Override
    public void skipped(String imageId, String reason) {
      skipped.increment();
    }

    /** Does nothing: the image was counted when it was skipped, here or in another process. */
    @Override
    public void skippedBefore(String imageId, String reason) {}
  }
}
