package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolySgdTest {
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

  private static NDArray parameter(NDManager manager, float[] values) {
    NDArray parameter = manager.create(values);
    parameter.setRequiresGradient(true);
    return parameter;
  }
}
