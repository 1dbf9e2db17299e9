package io.wood.method.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.image.LabelMap;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdSweepTest {
  private static final List<Integer> KEYS = List.of(0, 2);
  private static final int CLASSES = 4;

  @Test
  void agreesWithMasksThatAreMadeAtEachThreshold() {
    // Given
    Random random = new Random(3);
    ImagePlanes maps = new ImagePlanes(2, 12, 9);
    byte[] truth = new byte[maps.area()];
    for (int i = 0; i < maps.values().length; i++) {
      // Many values lie exactly on a threshold, where "above" and "at least" differ.
      maps.values()[i] = random.nextInt(40) / 40f;
    }
    for (int i = 0; i < truth.length; i++) {
      truth[i] = (byte) (i % 10 == 9 ? 255 : random.nextInt(CLASSES));
    }
    ThresholdSweep sweep = new ThresholdSweep(CLASSES);

    // When
    sweep.add(truth, KEYS, maps);

    // Then
    for (int step = 0; step <= ThresholdSweep.STEPS; step++) {
      LabelMap mask = Argmax.withBackground(KEYS, maps, step / 100.0);
      ConfusionMatrix confusion = new ConfusionMatrix(CLASSES);
      confusion.add(truth, mask.labels());
      assertThat(sweep.at(step).scores()).as("at " + step).isEqualTo(confusion.scores());
    }
  }

  @Test
  void findsTheThresholdThatTheTruthLikesBest() {
    ThresholdSweep sweep = new ThresholdSweep(2);

    // Object pixels lie at .6 and .9, background at .4 and .1: anything from .4 to .59 is perfect.
    sweep.add(
        new byte[] {1, 1, 0, 0},
        List.of(0),
        new ImagePlanes(1, 2, 2, new float[] {.6f, .9f, .4f, .1f}));

    assertThat(sweep.oracle().threshold()).isCloseTo(.4, within(1e-9));
    assertThat(sweep.oracle().scores().meanIou()).isEqualTo(1);
    assertThat(sweep.near(.1).scores().meanIou()).isLessThan(1);
    assertThat(sweep.curve()).hasSize(101);
  }

  @Test
  void addsUpOverImages() {
    ThresholdSweep sweep = new ThresholdSweep(2);
    sweep.add(new byte[] {1}, List.of(0), new ImagePlanes(1, 1, 1, new float[] {.8f}));
    sweep.add(new byte[] {0}, List.of(), new ImagePlanes(0, 1, 1));

    assertThat(sweep.near(.5).scores().meanIou()).isEqualTo(1);
    assertThat(sweep.near(.9).scores().recall()).isZero();
  }

  @Test
  void namesWhatDoesNotFit() {
    ThresholdSweep sweep = new ThresholdSweep(2);

    assertThatThrownBy(() -> sweep.add(new byte[2], List.of(0), new ImagePlanes(1, 1, 1)))
        .hasMessageContaining("truth has 2 pixels, the maps 1");
    assertThatThrownBy(
            () -> sweep.add(new byte[] {5}, List.of(0), new ImagePlanes(1, 1, 1, new float[] {1})))
        .hasMessageContaining("label 5");
  }
}
