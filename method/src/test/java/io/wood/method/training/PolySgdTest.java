package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolySgdTest {
  @Test
  void agreesWithTheOfficialCodeStepByStep() {
    try (Golden golden = new Golden("l_poly_optimizer");
        NDManager manager = NDManager.newBaseManager();
        GradientMode on = GradientMode.on()) {
      // Given
      NDArray p = parameter(manager, golden.floats("p0"));
      NDArray q = parameter(manager, golden.floats("q0"));
      float[] gradients = golden.floats("grads");
      float[] after = golden.floats("params_after");
      float[] rates = golden.floats("lrs");
      try (PolySgd sgd = sgd(manager, p, q)) {
        for (int step = 0; step < 7; step++) {
          assertThat(sgd.rate(.1)).isCloseTo(rates[2 * step], within(1e-7));
          assertThat(sgd.rate(1)).isCloseTo(rates[2 * step + 1], within(1e-6));
          // When the gradients are those of the golden file
          Gradients.backward(
              p.mul(manager.create(Arrays.copyOfRange(gradients, 5 * step, 5 * step + 3)))
                  .sum()
                  .add(
                      q.mul(
                              manager.create(
                                  Arrays.copyOfRange(gradients, 5 * step + 3, 5 * step + 5)))
                          .sum()));
          sgd.step();
          // Then
          assertThat(p.toFloatArray())
              .containsExactly(Arrays.copyOfRange(after, 5 * step, 5 * step + 3), within(1e-5f));
          assertThat(q.toFloatArray())
              .containsExactly(
                  Arrays.copyOfRange(after, 5 * step + 3, 5 * step + 5), within(1e-5f));
        }
      }
    }
  }

  @Test
  void goesOnFromStoredVelocitiesBitForBit() {
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode on = GradientMode.on()) {
      // Given one run of four steps, and one that is stopped after two
      NDArray straight = parameter(manager, new float[] {1, -2});
      NDArray stopped = parameter(manager, new float[] {1, -2});
      try (PolySgd whole = momentum(manager, straight);
          PolySgd first = momentum(manager, stopped)) {
        descend(whole, straight, 4);
        descend(first, stopped, 2);
        // When another optimiser goes on with its velocities
        NDArray resumed = parameter(manager, stopped.toFloatArray());
        try (PolySgd second = momentum(manager, resumed)) {
          second.restore(first.taken(), first.velocities());
          descend(second, resumed, 2);
        }
        // Then
        assertThat(resumed.toFloatArray()).containsExactly(straight.toFloatArray());
      }
    }
  }

  @Test
  void leavesNoArraysBehindInTheParametersManager() {
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode on = GradientMode.on()) {
      NDArray p = parameter(manager, new float[] {1, -2});
      try (PolySgd sgd = momentum(manager, p)) {
        descend(sgd, p, 1);
        int before = manager.getManagedArrays().size();
        descend(sgd, p, 5);
        assertThat(manager.getManagedArrays()).hasSize(before);
      }
    }
  }

  private static PolySgd momentum(NDManager manager, NDArray parameter) {
    return new PolySgd(
        manager,
        List.of(new PolySgd.Group(new NDList(parameter), .1)),
        new PolySgd.Settings(.9, 1e-4, .9, 10));
  }

  private static void descend(PolySgd sgd, NDArray parameter, int steps) {
    for (int i = 0; i < steps; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Gradients.backward(parameter.square().sum());
        sgd.step();
      }
    }
  }

  private static PolySgd sgd(NDManager manager, NDArray p, NDArray q) {
    return new PolySgd(
        manager,
        List.of(new PolySgd.Group(new NDList(p), .1), new PolySgd.Group(new NDList(q), 1)),
        new PolySgd.Settings(1e-4, 1e-4, .9, 5));
  }

  private static NDArray parameter(NDManager manager, float[] values) {
    NDArray parameter = manager.create(values);
    parameter.setRequiresGradient(true);
    return parameter;
  }
}
