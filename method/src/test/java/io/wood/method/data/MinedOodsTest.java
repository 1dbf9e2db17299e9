package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinedOodsTest {
  @Test
  void anOodIsDrawnByTheSquareOfItsHighestProbability() {
    // OoD 0 has p = 3/4 of its second class, OoD 1 cannot be read, OoD 2 has p = 1/4 of its first
    ImageFeatures features =
        new ImageFeatures(
            new int[] {0, 2},
            new float[2],
            new float[] {-1, (float) Math.log(3), (float) -Math.log(3), -9});
    SampleOrder order = MinedOods.of(features, 3).order(5);
    int[] drawn = new int[3];
    for (int position = 0; position < 5000; position++) {
      drawn[order.at(position)]++;
    }
    // 9 to 1
    assertThat(drawn[0]).isCloseTo(4500, within(65));
    assertThat(drawn[1]).isZero();
  }

  @Test
  void anotherSeedDrawsOthers() {
    ImageFeatures features =
        new ImageFeatures(new int[] {0, 1}, new float[2], new float[] {0, 0, 0, 0});
    MinedOods oods = MinedOods.of(features, 2);
    int differing = 0;
    for (int position = 0; position < 64; position++) {
      differing += oods.order(1).at(position) == oods.order(2).at(position) ? 0 : 1;
    }
    assertThat(differing).isBetween(16, 48);
  }
}
