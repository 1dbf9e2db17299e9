package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wood.method.data.BatchPlan.PlannedSample;
import io.wood.method.image.RgbImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MixedPlanTest {
  private static final int SIZE = 8;
  private static final int STEPS = 200;

  private final ImageSource labelled = DrawnImages.scenes(9);
  private final ImageSource oods = DrawnImages.grounds(5);
  private final ImageSource windows = DrawnImages.scenes(3);

  @Test
  void aShareOfASourceGivesWayAndNothingElseChanges() {
    List<PlannedSample<RgbImage>> before = samples(plan());
    List<PlannedSample<RgbImage>> after = samples(mixed(.25, windows));
    Set<Integer> drawn = new HashSet<>();
    int replaced = 0;
    for (int i = 0; i < before.size(); i++) {
      if (after.get(i).source() == windows) {
        assertThat(before.get(i).source()).isSameAs(oods);
        assertThat(after.get(i).randomness()).isEqualTo(before.get(i).randomness());
        drawn.add(after.get(i).index());
        replaced++;
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
    assertThat(replaced).isCloseTo(SIZE * STEPS / 4, within(60));
    assertThat(drawn).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void theSharesZeroAndOneAreExact() {
    assertThat(samples(mixed(0, windows))).isEqualTo(samples(plan()));
    assertThat(samples(mixed(1, ImageSource.EMPTY))).isEqualTo(samples(plan()));
    assertThat(samples(mixed(1, windows)))
        .extracting(PlannedSample::source)
        .contains(labelled, windows)
        .doesNotContain(oods);
  }

  @Test
  void aBatchDependsOnItsNumberAlone() {
    List<PlannedSample<RgbImage>> all = samples(mixed(.5, windows));
    int rows = 2 * SIZE;

    assertThat(mixed(.5, windows).rows()).isEqualTo(rows);
    assertThat(mixed(.5, windows).batches()).isEqualTo(STEPS);
    assertThat(mixed(.5, windows).batch(17)).isEqualTo(all.subList(17 * rows, 18 * rows));
  }

  @Test
  void aSampleThatCannotBeReadIsReplacedByOneOfItsSource() {
    MixedPlan<RgbImage> plan = mixed(.5, windows);
    Set<Integer> indices = new HashSet<>();
    for (PlannedSample<RgbImage> sample : samples(plan)) {
      PlannedSample<RgbImage> other = plan.replacement(sample, 1).orElseThrow();
      assertThat(other.source()).isSameAs(sample.source());
      if (other.source() == windows) {
        indices.add(other.index());
      }
    }
    assertThat(indices).containsExactlyInAnyOrder(0, 1, 2);
  }

  private TrainingPlan<RgbImage> plan() {
    return new TrainingPlan<>(List.of(labelled, oods), SIZE, STEPS, 1);
  }

  private MixedPlan<RgbImage> mixed(double share, ImageSource other) {
    return new MixedPlan<>(plan(), oods, other, share, RandomStreams.SHARP_NEGATIVES);
  }

  private static List<PlannedSample<RgbImage>> samples(BatchPlan<RgbImage> plan) {
    List<PlannedSample<RgbImage>> samples = new ArrayList<>();
    for (long number = 0; number < plan.batches(); number++) {
      samples.addAll(plan.batch(number));
    }
    return samples;
  }
}
