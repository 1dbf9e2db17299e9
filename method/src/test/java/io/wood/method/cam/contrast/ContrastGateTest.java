package io.wood.method.cam.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.Devices;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContrastGateTest {
  private static Directions directions(float[]... vectors) {
    return new Directions(List.of(vectors), vectors[0].length);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void dampsPositionsThatAreNearerToANegativeThanToTheClass() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      // Given the mean (1, 1), class 0 at (1, 0) and (0, −1), class 1 at (−1, 0), class 2 unknown.
      ContrastCentres centres =
          new ContrastCentres(
              new float[] {1, 1},
              List.of(
                  directions(new float[] {2, 0}, new float[] {0, -3}),
                  directions(new float[] {-1, 0}),
                  new Directions(List.of(), 2)),
              directions(new float[] {0, 5}));
      // Positions: f − μ = (3, 4), (0, −2), (0, 0), (−3, 4).
      NDArray features =
          manager.create(new float[] {4, 1, 1, -2, 5, -1, 1, 5}, new Shape(1, 2, 2, 2));

      // When
      NDArray gate = new ContrastGate(centres, .1).gate(features, List.of(0, 1, 2));

      // Then
      assertThat(gate.getShape()).isEqualTo(new Shape(1, 3, 2, 2));
      double[] expected = {
        sigmoid((.6 - .8) / .1),
        sigmoid((1 + 1) / .1),
        .5,
        sigmoid((-.6 - .8) / .1),
        sigmoid((-.6 - .8) / .1),
        sigmoid((0 + 1) / .1),
        .5,
        sigmoid((.6 - .8) / .1),
        1,
        1,
        1,
        1
      };
      float[] found = gate.toFloatArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void halvesEverythingWhereClassAndNegativesAreEqual() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      Random random = new Random(5);
      float[] mean = new float[8];
      float[] values = new float[2 * 8 * 12];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      Directions same =
          directions(new float[] {1, 0, 2, 0, 0, -1, 0, 0}, new float[] {0, 3, 0, 1, -2, 0, 0, 1});
      NDArray gate =
          new ContrastGate(new ContrastCentres(mean, List.of(same), same), .1)
              .gate(manager.create(values, new Shape(2, 8, 3, 4)), List.of(0));
      assertThat(gate.getShape()).isEqualTo(new Shape(2, 1, 3, 4));
      assertThat(gate.toFloatArray()).containsOnly(.5f);
    }
  }
}
