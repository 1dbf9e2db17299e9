package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AbsentPositionsTest {
  /** An image whose feature at every position is its name. */
  private static ImagePositions image(float name, float... logits) {
    float[] features = new float[logits.length];
    Arrays.fill(features, name);
    return new ImagePositions(logits.length, features, logits);
  }

  @Test
  void keepsThePositivePositionsWithTheHighestLogits() {
    AbsentPositions absent = new AbsentPositions(0, 2 * AbsentPositions.IMAGES);
    absent.offer(
        new ImagePositions(5, new float[] {10, 11, 12, 13, 14}, new float[] {1, -2, 3, 0, 2}));
    assertThat(absent.features()).extracting(feature -> feature[0]).containsExactly(12f, 14f);
  }

  @Test
  void keepsTheImagesThatAreSurestOfTheClass() {
    AbsentPositions absent = new AbsentPositions(0, AbsentPositions.IMAGES);
    for (int i = 0; i < AbsentPositions.IMAGES + 2; i++) {
      // The second and the fourth are the least sure ones; the last shows nothing of the class.
      absent.offer(image(i, i == 1 ? -2 : i, i == 1 || i == 3 ? .5f : 100));
    }
    absent.offer(image(99, -1, -1));
    assertThat(absent.features())
        .hasSize(AbsentPositions.IMAGES)
        .extracting(feature -> feature[0])
        .doesNotContain(1f, 3f, 99f);
  }
}
