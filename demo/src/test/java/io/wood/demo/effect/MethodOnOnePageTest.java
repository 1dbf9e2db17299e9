package io.wood.demo.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodOnOnePageTest {
  @Test
  void findsWhereTheClassesAreFromImageLevelLabelsAlone() {
    SegmentationScores scores =
        MethodOnOnePage.run(
            ColouredSquares.data(), training(Arm.BASE, 30), training(Arm.WOOD, 4), refinement());

    assertThat(scores.classes()).hasSize(3);
    assertThat(scores.recall()).isBetween(.2, 1.0);
    assertThat(scores.meanIou()).isBetween(.2, 1.0);
  }

  private static TrainingParameters training(Arm arm, int steps) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 4, 1, steps),
        null,
        new Augmentation(48, 44, 52, true),
        new MetricLoss(
            .007,
            .5,
            2,
            MetricLoss.PAPER.start(),
            MetricLoss.PAPER.scale(),
            false,
            1,
            MetricLoss.PAPER.adversarialStep(),
            -1),
        1);
  }

  private static RefinementParameters refinement() {
    return new RefinementParameters(
        new Cam(List.of(1.0), false, 0, .15),
        new IrnLabels(.3, .15, 1, 0),
        new Irn(2, 48, 4, 1, .1, 0),
        new Walk(2, 10, 2, 1.5),
        .25,
        null,
        1);
  }
}
