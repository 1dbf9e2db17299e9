package io.wood.method.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  @Test
  void theAxesAreThoseOfTheLargestVariance() {
    // Given variances of 8, 2 and 0 along the second, the third and the first direction
    float[] rows = {7, 3, 1, 7, -1, 1, 7, 1, 2, 7, 1, 0};
    PrincipalPlane plane = plane(rows, 4, 3);

    assertThat(plane.project(rows, 0)).containsExactly(new double[] {2, 0}, within(1e-3));
    assertThat(plane.project(rows, 1)).containsExactly(new double[] {-2, 0}, within(1e-3));
    assertThat(plane.project(rows, 2)).containsExactly(new double[] {0, 1}, within(1e-3));
    assertThat(plane.project(rows, 3)).containsExactly(new double[] {0, -1}, within(1e-3));
    assertThat(plane.shown()).isCloseTo(1, within(1e-5));
  }

  @Test
  void saysWhichShareOfTheVarianceItShows() {
    // Squares of 18, 8 and 2 along three directions
    float[] rows = {3, 0, 0, -3, 0, 0, 0, 2, 0, 0, -2, 0, 0, 0, 1, 0, 0, -1};

    assertThat(plane(rows, 6, 3).shown()).isCloseTo(26 / 28., within(1e-4));
  }

  @Test
  void equalRowsLieAtOnePlace() {
    float[] rows = {5, 6, 5, 6, 5, 6};
    PrincipalPlane plane = plane(rows, 3, 2);

    assertThat(plane.shown()).isZero();
    assertThat(plane.project(rows, 2)).containsExactly(0, 0);
  }

  private static PrincipalPlane plane(float[] rows, int count, int dimension) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return PrincipalPlane.of(manager.create(rows, new Shape(count, dimension)));
    }
  }
}
