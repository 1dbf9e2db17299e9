package io.wood.trainer.run;

import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.ProgressMeter;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.experiment.TrainingCurve;
import io.wood.trainer.store.CurvePoint;
import io.wood.trainer.store.SkippedImage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Converts training callbacks to progress events, about one per second, with rate and remaining
 * time. Collects the curve and the skipped images for the result of the run.
 */
final class ProgressReporter implements TrainingListener {
  private final String experiment;
  private final Clock clock;
  private final Consumer<TrainingProgressed> sink;
  private final TrainingCurve curve = new TrainingCurve();
  private final Map<String, String> skipped = new LinkedHashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final ProgressMeter meter;
  private Map<String, Double> figures = Map.of();

  ProgressReporter(String experiment, Clock clock, Consumer<TrainingProgressed> sink) {
    this.experiment = Objects.requireNonNull(experiment, "experiment");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.meter = new ProgressMeter(clock);
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Restores the curve of an interrupted run. */
  void resume(List<CurvePoint> points) {
    points.forEach(point -> curve.add(point.phase(), point.done(), point.figures()));
  }

  @Override
  public synchronized void phase(String phase, long total, String unitOfWork) {
    meter.phase(phase, total, unitOfWork);
    figures = Map.of();
    publish();
  }

  @Override
  public synchronized void step(StepReport report) {
    figures = report.figures();
    curve.add(report.phase(), report.done(), figures);
    if (meter.step(report.done(), report.total())) {
      publish();
    }
  }

  @Override
  public synchronized void skipped(String imageId, String reason) {
    skipped.putIfAbsent(imageId, reason);
  }

  @Override
  public synchronized void remark(String remark) {
    remarks.add(remark);
  }

  /** Remarks, and the number of skipped images. */
  synchronized String notes() {
    List<String> notes = new ArrayList<>(remarks);
    if (!skipped.isEmpty()) {
      notes.add(skipped.size() + " images skipped, they cannot be decoded");
    }
    return String.join("; ", notes);
  }

  /** How far the run is. */
  synchronized StepProgress progress() {
    return meter.progress();
  }

  synchronized List<SkippedImage> skipped() {
    return skipped.entrySet().stream()
        .map(entry -> new SkippedImage(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<CurvePoint> curve() {
    return curve.points();
  }

  private void publish() {
    sink.accept(
        new TrainingProgressed(
            experiment, RunState.RUNNING, meter.progress(), figures, notes(), clock.instant()));
  }
}
