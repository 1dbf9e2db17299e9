package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionSampleTest {
  private static final ImagePositions FOUR =
      new ImagePositions(4, new float[] {0, 1, 2, 3}, new float[4]);

  private static List<float[]> sample(int capacity, long seed) {
    PositionSample sample = new PositionSample(() -> capacity, seed);
    for (int position = 0; position < 4; position++) {
      sample.offer(FOUR, position);
    }
    return sample.features();
  }

  @Test
  void keepsEverythingThatFits() {
    assertThat(sample(4, 1)).extracting(feature -> feature[0]).containsExactly(0f, 1f, 2f, 3f);
  }

  @Test
  void keepsEachPositionWithTheSameProbabilityAndNoneTwice() {
    int[] kept = new int[4];
    for (long seed = 0; seed < 4000; seed++) {
      List<float[]> features = sample(2, seed);
      assertThat(features).hasSize(2);
      assertThat(features.get(0)[0]).isNotEqualTo(features.get(1)[0]);
      features.forEach(feature -> kept[(int) feature[0]]++);
    }
    for (int count : kept) {
      assertThat(count / 4000.).isCloseTo(.5, within(.03));
    }
  }
}
