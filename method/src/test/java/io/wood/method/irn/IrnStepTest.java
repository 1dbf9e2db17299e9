package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.ImageBatch;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IrnStepTest {
  private static final int SIDE = 32;

  private record Taken(Map<String, Double> figures, List<float[]> gradients) {}

  @Test
  void givesInPartsWhatItGivesWhole() {
    ImageBatch batch = new DrawnSquares(6, SIDE).batch(5);
    try (Classifier trunk = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu())) {
      int arrays = trunk.manager().getManagedArrays().size();

      // When a batch is one part, when it is parts of two images, and when three threads take parts
      Taken whole = take(trunk, batch, 1, 5 * SIDE * SIDE, 1);
      Taken parts = take(trunk, batch, 1, 2 * SIDE * SIDE, 3);
      Taken shared = take(trunk, batch, 3, 6 * SIDE * SIDE, 5);

      // Then
      assertThat(whole.gradients().stream().anyMatch(IrnStepTest::moves)).isTrue();
      for (Taken each : List.of(parts, shared)) {
        whole
            .figures()
            .forEach(
                (name, value) ->
                    assertThat(each.figures().get(name)).isCloseTo(value, within(1e-6)));
        assertThat(each.gradients()).hasSameSizeAs(whole.gradients());
        for (int i = 0; i < whole.gradients().size(); i++) {
          assertThat(each.gradients().get(i))
              .containsExactly(whole.gradients().get(i), within(1e-5f));
        }
      }
      assertThat(trunk.manager().getManagedArrays()).hasSize(arrays);
    }
  }

  private static boolean moves(float[] gradient) {
    for (float each : gradient) {
      if (Math.abs(each) > 1e-4) {
        return true;
      }
    }
    return false;
  }

  @Test
  void leavesNothingOfBatchesThatAreNotTaken() {
    ImageBatch batch = new DrawnSquares(6, SIDE).batch(6);
    try (Classifier trunk = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu());
        IrnNetwork network = IrnNetwork.create(trunk, false, 3)) {
      int arrays = trunk.manager().getManagedArrays().size();

      // When batches are released while helpers may be computing them
      try (IrnStep step = new IrnStep(network, new IrnLoss(3), 3, 6 * SIDE * SIDE)) {
        for (int i = 0; i < 20; i++) {
          step.release(step.prepare(batch));
        }
      }

      // Then
      assertThat(trunk.manager().getManagedArrays()).hasSize(arrays);
    }
  }

  private static Taken take(
      Classifier trunk, ImageBatch batch, int lanes, long pixels, int expected) {
    try (IrnNetwork network = IrnNetwork.create(trunk, true, 3);
        GradientMode on = GradientMode.on();
        IrnStep step = new IrnStep(network, new IrnLoss(3), lanes, pixels)) {
      List<NDArray> trained = network.trainable().stream().map(Parameter::value).toList();
      IrnBatch prepared = step.prepare(batch);
      assertThat(prepared.parts()).hasSize(expected);
      Map<String, Double> figures = step.backward(prepared);
      step.release(prepared);
      return new Taken(
          figures, trained.stream().map(each -> Gradients.of(each).toFloatArray()).toList());
    }
  }
}
