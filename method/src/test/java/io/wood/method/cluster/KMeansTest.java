package io.wood.method.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTest {
  @Test
  void theLowestIndexWinsTies() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given two equal first rows: every row is as near to centre 0 as to centre 1.
      NDArray rows = manager.create(new float[] {1, 1, 2, 3}, new Shape(4, 1));
      ClusterResult found = KMeans.cluster(rows, 2, ClusterStart.FIRST_K, 0, 1);
      // Then centre 1 runs empty and takes the farthest row.
      assertThat(found.labels()).containsExactly(0, 0, 0, 1);
      assertThat(found.centres()).containsExactly(new float[] {4 / 3f, 3}, within(1e-6f));
    }
  }

  @Test
  void moreClustersThanDifferentRowsLeaveEmptyOnesAndNoNaN() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = manager.create(new float[] {5, 5, 5, 7}, new Shape(4, 1));
      for (ClusterStart start : ClusterStart.values()) {
        ClusterResult found = KMeans.cluster(rows, 3, start, 1, 10);
        assertThat(Arrays.stream(found.counts()).sum()).isEqualTo(4);
        assertThat(Arrays.stream(found.counts()).filter(n -> n > 0).count()).isEqualTo(2);
        for (float value : found.centres()) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @Test
  void plusPlusFindsSeparateGroupsWhicheverRowsComeFirst() {
    try (NDManager manager = NDManager.newBaseManager()) {
      SplittableRandom random = new SplittableRandom(3);
      float[] values = new float[400];
      for (int row = 0; row < 200; row++) {
        values[2 * row] = 100 * (row / 50) + random.nextInt(5);
        values[2 * row + 1] = random.nextInt(5);
      }
      NDArray rows = manager.create(values, new Shape(200, 2));
      for (long seed = 0; seed < 5; seed++) {
        ClusterResult found = KMeans.cluster(rows, 4, ClusterStart.PLUS_PLUS, seed, 10);
        assertThat(found.counts()).containsOnly(50);
        ClusterResult again = KMeans.cluster(rows, 4, ClusterStart.PLUS_PLUS, seed, 10);
        assertThat(again.centres()).containsExactly(found.centres());
      }
    }
  }

  @Test
  void refusesMoreClustersThanImages() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = manager.zeros(new Shape(3, 2));
      assertThatThrownBy(() -> KMeans.cluster(rows, 50, ClusterStart.PLUS_PLUS, 0, 10))
          .hasMessage("50 clusters of 3 images; set K to at most 3");
    }
  }

  @Test
  void leavesNoArraysBehind() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray rows = manager.randomNormal(new Shape(60, 8));
      int before = manager.getManagedArrays().size();
      KMeans.cluster(rows, 5, ClusterStart.PLUS_PLUS, 0, 10);
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }
}
