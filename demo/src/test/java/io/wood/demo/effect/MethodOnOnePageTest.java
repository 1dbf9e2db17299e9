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
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MethodOnOnePageTest {
  private static final int SIDE = 48;

  @Test
  void findsWhereTheClassesAreFromImageLevelLabelsAlone() {
    EffectData data =
        new EffectData(List.of("red", "blue"), squares(0, 12), squares(100, 4), List.of());
    EffectData withCandidates =
        new EffectData(data.classes(), data.train(), data.validation(), candidates());

    SegmentationScores scores =
        MethodOnOnePage.run(
            withCandidates, training(Arm.BASE, 30), training(Arm.WOOD, 4), refinement());

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

  /** A red or a blue square on noise. */
  private static List<EffectImage> squares(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> image(i, i % 2, Set.of(i % 2)))
        .toList();
  }

  /** The same colours without a label, as an archive would hold them. */
  private static List<EffectImage> candidates() {
    return IntStream.range(200, 212).mapToObj(i -> image(i, i % 2, Set.of())).toList();
  }

  private static EffectImage image(int number, int colour, Set<Integer> labels) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    byte[] mask = new byte[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      boolean inside = x > 12 && x < 36 && y > 12 && y < 36;
      mask[i] = (byte) (inside ? colour + 1 : 0);
      for (int channel = 0; channel < 3; channel++) {
        boolean bright = inside && channel == 2 * colour;
        bytes[3 * i + channel] = (byte) (random.nextInt(60) + (bright ? 190 : 60));
      }
    }
    return new EffectImage(
        "%064x".formatted(number),
        labels,
        new RgbImage(SIDE, SIDE, bytes),
        Optional.of(new LabelMap(SIDE, SIDE, mask)));
  }
}
