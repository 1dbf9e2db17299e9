package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolySgdTest {
  private static final PolySgd.Settings SETTINGS = new PolySgd.Settings(.9, 1e-4, .9, 10);

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
  void takesTheSameStepForParametersOfAnyShapeInSeveralGroups() {
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode on = GradientMode.on()) {
      // Given three parameters in two groups, and the derivative of Σ p², 2p
      NDArray matrix = parameter(manager, new float[] {1, -2, 3, 4}, new Shape(2, 2));
      NDArray scale = parameter(manager, new float[] {.5f}, new Shape(1));
      NDArray head = parameter(manager, new float[] {-1, 2}, new Shape(1, 2));
      List<NDArray> all = List.of(matrix, scale, head);
      double[] expected = {1, -2, 3, 4, .5, -1, 2};
      double[] velocity = new double[expected.length];
      try (PolySgd sgd =
          new PolySgd(
              manager,
              List.of(
                  new PolySgd.Group(new NDList(matrix, scale), .01),
                  new PolySgd.Group(new NDList(), 7),
                  new PolySgd.Group(new NDList(head), .1)),
              SETTINGS)) {
        for (int step = 0; step < 3; step++) {
          // When
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            all.forEach(parameter -> Gradients.backward(parameter.square().sum()));
            sgd.step();
          }
          // Then every value moved by its own group's rate, as by hand
          for (int i = 0; i < expected.length; i++) {
            double gradient = 2 * expected[i] + 1e-4 * expected[i];
            velocity[i] = step == 0 ? gradient : .9 * velocity[i] + gradient;
            expected[i] -= (i < 5 ? .01 : .1) * Math.pow(1 - step / 10., .9) * velocity[i];
          }
          assertThat(values(all)).containsExactly(expected, within(1e-5));
          assertThat(values(sgd.velocities())).containsExactly(velocity, within(1e-5));
        }
        assertThat(sgd.velocities().get(0).getShape()).isEqualTo(matrix.getShape());
      }
    }
  }

  private static double[] values(List<NDArray> arrays) {
    return arrays.stream()
        .map(NDArray::toFloatArray)
        .flatMapToDouble(each -> IntStream.range(0, each.length).mapToDouble(i -> each[i]))
        .toArray();
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
    return new PolySgd(manager, List.of(new PolySgd.Group(new NDList(parameter), .1)), SETTINGS);
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
    return parameter(manager, values, new Shape(values.length));
  }

  private static NDArray parameter(NDManager manager, float[] values, Shape shape) {
    NDArray parameter = manager.create(values, shape);
    parameter.setRequiresGradient(true);
    return parameter;
  }
}
