package io.wood.method.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.Devices;
import org.junit.jupiter.api.Test;

class GroupNormTest {

  @Test
  void normalisesEachGroupOfEachImageByHand() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      // Two images of four channels of one pixel, two groups of two channels each
      float[] x = {1, 3, 10, 20, -2, 2, 5, 5};

      float[] y =
          GroupNorm.apply(
                  manager.create(x, new Shape(2, 4, 1, 1)),
                  2,
                  manager.create(new float[] {1, 1, 2, 2}),
                  manager.create(new float[] {0, 0, .5f, .5f}))
              .toFloatArray();

      float[] expected = {-1, 1, -1.5f, 2.5f, -1, 1, .5f, .5f};
      for (int i = 0; i < expected.length; i++) {
        assertThat(y[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }
}
