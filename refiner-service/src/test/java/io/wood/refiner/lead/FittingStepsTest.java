package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.InMemoryArtifactStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FittingStepsTest {
  /** Seven steps of the epochs on 14 images. */
  private static final int IMAGES = 14;

  private final FittingSteps steps =
      new FittingSteps(
          new TrainingFiles(new InMemoryArtifactStore()), "run", "segmentation", () -> true);

  private static SegmentationParameters length(int leastSteps, double minutes) {
    return new SegmentationParameters(
        8, 32, 2, 1, .01, false, leastSteps, minutes, null, null, null, null, null);
  }

  private static void unexpected(TrainingListener listener) {
    throw new AssertionError("nothing is to be measured by " + listener);
  }

  private static void slow(TrainingListener listener) {
    for (int step = 1; !listener.cancelled(); step++) {
      sleep();
      listener.step(new StepReport("slow", step, 100, Map.of()));
    }
    throw new TrainingCancelledException(0);
  }

  private static void sleep() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesAsManyStepsAsFitIntoTheMinutesAndTheSameOnesAfterARestart() {
    int fitting = steps.of(length(1000, .02), IMAGES, FittingStepsTest::slow);

    assertThat(fitting).as("1.2 s of steps of at least 10 ms").isBetween(7, 120);
    assertThat(steps.of(length(1000, .02), IMAGES, FittingStepsTest::unexpected))
        .isEqualTo(fitting);
  }

  @Test
  void takesTheStepsOfTheEpochsEvenWhereTheyTakeLonger() {
    assertThat(steps.of(length(1000, 1e-9), IMAGES, FittingStepsTest::slow)).isEqualTo(7);
  }

  @Test
  void takesAllStepsThatFit() {
    assertThat(steps.of(length(8, 60), IMAGES, FittingStepsTest::slow)).isEqualTo(8);
  }

  @Test
  void measuresNothingWhereNothingIsToBeChosen() {
    assertThat(steps.of(length(1000, 0), IMAGES, FittingStepsTest::unexpected)).isEqualTo(1000);
    assertThat(steps.of(length(7, 30), IMAGES, FittingStepsTest::unexpected)).isEqualTo(7);
    assertThat(steps.of(length(0, 30), IMAGES, FittingStepsTest::unexpected)).isZero();
  }

  @Test
  void choosesNothingWhenTheLeaseIsLostMeanwhile() {
    FittingSteps lost =
        new FittingSteps(
            new TrainingFiles(new InMemoryArtifactStore()), "run", "segmentation", () -> false);

    assertThatThrownBy(() -> lost.of(length(1000, 30), IMAGES, FittingStepsTest::slow))
        .isInstanceOf(LeaseLostException.class);
  }
}
