package io.wood.refiner.stage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.UnusableImageException;
import java.util.Locale;

/** Counts and times a stage's images, by outcome. */
public final class InstrumentedStage implements StageProcessor {
  private static final String NAME = "wood.refiner.images";

  private final StageProcessor delegate;
  private final MeterRegistry meters;
  private final String stage;

  public InstrumentedStage(StageProcessor delegate, MeterRegistry meters, RefinementStage stage) {
    this.delegate = delegate;
    this.meters = meters;
    this.stage = stage.name().toLowerCase(Locale.ROOT);
    // A rate needs the sample before the first failure.
    timer("done");
    timer("failed");
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      StageResult result = delegate.refine(input, dataset, image);
      outcome = "done";
      return result;
    } finally {
      sample.stop(timer(outcome));
    }
  }

  private Timer timer(String outcome) {
    return meters.timer(NAME, "stage", stage, "outcome", outcome);
  }
}
