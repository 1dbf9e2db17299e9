package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.parameter.Arm;
import io.wood.kit.MovableClock;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.SkippedImage;
import org.junit.jupiter.api.Test;

/** What a resumed run makes of the images that were left out before its checkpoint. */
final class SkippedBeforeTest {
  private final World world = new World();

  @Test
  void theLimitCountsThemToo() {
    StopSignal stop = new StopSignal();
    TrainingListener listener = new RunListener(new StopListener(stop, .2));
    listener.phase(FetchImages.PHASE, 10, "images");

    listener.skippedBefore("one", "not an image");
    listener.skippedBefore("two", "not an image");
    listener.skipped("two", "not an image");
    assertThat(stop.raised()).isEmpty();
    listener.skipped("three", "not an image");

    assertThat(stop.raised()).contains(Reason.TOO_MANY_SKIPPED);
  }

  @Test
  void theRecordNamesThemOnce() {
    ProgressReporter reporter = new ProgressReporter("run", new MovableClock(), progress -> {});
    TrainingListener listener = new RunListener(reporter);

    listener.skippedBefore("one", "not an image");
    listener.skipped("one", "not an image");

    assertThat(reporter.skipped()).containsExactly(new SkippedImage("one", "not an image"));
  }

  @Test
  void theCounterOfTheProcessDoesNotCountThemAgain() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    TrainingListener listener =
        new RunListener(new RunMetrics(meters).started(world.request("run", Arm.BASE)));

    listener.skippedBefore("one", "not an image");
    listener.skipped("two", "not an image");

    assertThat(meters.counter("wood.trainer.skipped").count()).isEqualTo(1);
  }
}
