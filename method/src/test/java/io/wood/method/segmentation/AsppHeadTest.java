package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.method.network.weights.ParameterStore;
import io.wood.method.tensor.GradientMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AsppHeadTest {
  /** What a head of one channel and two labels gives for a 1 in the middle of 15 × 15 zeros. */
  private static float[] aroundTheMiddle(int outputStride, String branch, int row, int column) {
    AsppHead head = new AsppHead(1, outputStride, 2);
    try (GradientMode off = GradientMode.off();
        ParameterStore store = ParameterStore.random(head.specs(), 1, Device.cpu())) {
      if (!branch.isEmpty()) {
        store
            .arrays()
            .get(AsppHead.PREFIX + branch + ".weight")
            .set(new NDIndex("1, 0, {}, {}", row, column), 3);
      }
      store.arrays().get(AsppHead.PREFIX + "bias").set(new NDIndex("0"), .5f);
      NDArray features = store.manager().zeros(new Shape(1, 1, 15, 15));
      features.set(new NDIndex("0, 0, 7, 7"), 2);
      return head.logits(store.arrays(), features).toFloatArray();
    }
  }

  private static float[] expected(int spike) {
    float[] expected = new float[2 * 15 * 15];
    Arrays.fill(expected, 0, 15 * 15, .5f);
    if (spike >= 0) {
      expected[15 * 15 + spike] = 6;
    }
    return expected;
  }

  @Test
  void startsWithItsBiasAlone() {
    assertThat(aroundTheMiddle(8, "", 0, 0)).isEqualTo(expected(-1));
  }

  @Test
  void readsTheFeaturesSomeCellsAwayWithoutAnyLayerBetween() {
    // A kernel's upper left weight is met by the cell one dilation below and to the right.
    assertThat(aroundTheMiddle(8, "aspp6", 0, 0)).isEqualTo(expected(13 * 15 + 13));
    assertThat(aroundTheMiddle(8, "aspp24", 1, 1)).isEqualTo(expected(7 * 15 + 7));
  }

  @Test
  void seesAsFarAtOutputStride16() {
    assertThat(aroundTheMiddle(16, "aspp6", 0, 0)).isEqualTo(expected(10 * 15 + 10));
    assertThat(aroundTheMiddle(16, "aspp12", 1, 2)).isEqualTo(expected(7 * 15 + 1));
  }
}
