package io.wood.cli.report;

import static io.wood.method.evaluation.ImageBootstrap.REPLICATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.method.evaluation.MeanDeviation;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmResultTest {
  private final ArmResult control =
      new ArmResult("control", 0, List.of(seed(1, .2, .4), seed(2, .4, .6), seed(3, .1, .1)));
  private final ArmResult subject =
      new ArmResult("W-OoD", 9, List.of(seed(2, .5, .7), seed(1, .4, .6)));

  private static SeedRun seed(long seed, double... iou) {
    return new SeedRun(seed, Map.of(EvaluatedStage.SEED, Scores.of(iou)), List.of(), List.of());
  }

  @Test
  void aDifferenceIsTakenSeedBySeed() {
    MeanDeviation gain =
        subject.above(control, EvaluatedStage.SEED, StageFigure.MEAN_IOU::of).orElseThrow();

    assertEquals(2, gain.count());
    assertEquals((.1 + .2) / 2, gain.mean(), 1e-9);
    assertEquals(.1 / Math.sqrt(2), gain.deviation(), 1e-9);
  }

  @Test
  void anIntervalIsOfCommonSeedsOnTheSameImages() {
    ArmResult reference =
        arm(
            resampled(1, "a", .2),
            resampled(2, "a", .4),
            resampled(4, "b", 0),
            resampled(5, "a", 0),
            resampled(6, "b", 0));
    ArmResult better =
        arm(
            resampled(2, "a", .7),
            resampled(1, "a", .3),
            resampled(4, "a", 1),
            resampled(5, "a", Double.NaN),
            resampled(6, "b", 1));

    PairedDifference difference =
        better.difference(reference, EvaluatedStage.SEED, "mIoU").orElseThrow();

    assertEquals(2, difference.seeds());
    assertEquals(.2, difference.difference(), 1e-9);
    assertEquals(.1, difference.low(), 1e-9);
    assertEquals(.3, difference.high(), 1e-9);
    assertTrue(better.difference(reference, EvaluatedStage.SEED, "PxAP").isEmpty());
    assertTrue(better.difference(control, EvaluatedStage.SEED, "mIoU").isEmpty());
  }

  private static ArmResult arm(SeedRun... runs) {
    return new ArmResult("arm", 0, List.of(runs));
  }

  private static SeedRun resampled(long seed, String images, double figure) {
    Resampled value = new Resampled(figure, Collections.nCopies(REPLICATES, figure), images);
    return new SeedRun(
        seed,
        Map.of(),
        List.of(),
        List.of(new StageReplicates("mIoU", EvaluatedStage.SEED, value)));
  }

  @Test
  void aStepThatWasNotRunHasNoFigure() {
    assertTrue(control.spread(EvaluatedStage.SEGMENTATION, StageFigure.MEAN_IOU::of).isEmpty());
    assertTrue(
        subject.above(control, EvaluatedStage.PSEUDO_MASK, StageFigure.RECALL::of).isEmpty());
  }

  @Test
  void classesAreOrderedByHowMuchTheyDiffer() {
    ArmResult before = new ArmResult("control", 0, List.of(seed(1, .8, .5, .5, .5, .5)));
    ArmResult after = new ArmResult("W-OoD", 9, List.of(seed(1, .9, .6, .2, .5, .45)));

    ClassDifferences differences =
        ClassDifferences.of(List.of("a", "b", "c", "d"), before, after, EvaluatedStage.SEED);

    assertEquals(List.of("b", "a"), differences.largest(2));
    assertEquals(List.of("c", "d"), differences.smallest(2));
    assertEquals(List.of("c"), differences.smallest(3));
    assertEquals(-.3, differences.all().get(1).iou(), 1e-9);
  }
}
