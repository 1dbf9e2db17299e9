package io.wood.method.cluster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.method.tensor.GradientMode;
import java.util.Arrays;

/**
 * Lloyd's K-means with squared Euclidean distances: each row is assigned to its nearest centre, the
 * lowest index winning ties, then each centre moves to the mean of its rows.
 *
 * <p>Distances are computed by matrix products, ‖x‖² + ‖p‖² − 2x·p; rows whose two nearest centres
 * differ by less than the rounding error are decided exactly. A cluster that becomes empty takes
 * the row that is farthest from its own centre. If every row equals its centre, the cluster stays
 * empty.
 */
public final class KMeans {
  /** Iterations of the reference. */
  public static final int ITERATIONS = 10;

  /** Share of ‖x‖² + ‖p‖² by which products in float32 can be wrong. */
  private static final float ROUNDING = 1e-5f;

  private final NDArray rows;
  private final float[] values;
  private final int count;
  private final int dimension;
  private final int clusters;
  private final double[] squaredDistances;
  private float[] centres;
  private int[] labels = new int[0];
  private int[] counts = new int[0];

  private KMeans(NDArray rows, float[] start) {
    this.rows = rows;
    this.values = rows.toFloatArray();
    this.count = (int) rows.getShape().get(0);
    this.dimension = (int) rows.getShape().get(1);
    this.clusters = start.length / dimension;
    this.squaredDistances = new double[count];
    this.centres = start;
  }

  /**
   * Clusters rows. The result depends on their order only through the start and through ties.
   *
   * @param rows [n, D], n at least {@code clusters}
   * @param clusters K
   * @param start how the first centres are chosen
   * @param seed of {@link ClusterStart#PLUS_PLUS}
   * @param iterations maximum; ends early when no assignment changes
   */
  public static ClusterResult cluster(
      NDArray rows, int clusters, ClusterStart start, long seed, int iterations) {
    long count = rows.getShape().get(0);
    if (clusters > count) {
      throw new IllegalArgumentException(
          "%d clusters of %d images; set K to at most %d".formatted(clusters, count, count));
    }
    try (GradientMode off = GradientMode.off();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      KMeans run = new KMeans(rows, KMeansStart.choose(rows, clusters, start, seed));
      return run.iterate(iterations);
    }
  }

  private ClusterResult iterate(int iterations) {
    NDArray norms = rows.square().sum(new int[] {1}, true);
    for (int i = 0; i < iterations; i++) {
      int[] before = labels;
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        assign(norms);
        fillEmpty();
        if (Arrays.equals(before, labels)) {
          break;
        }
        moveCentres();
      }
    }
    return new ClusterResult(dimension, centres, counts, labels);
  }

  private void assign(NDArray norms) {
    NDArray points = rows.getManager().create(centres, new Shape(clusters, dimension));
    NDArray pointNorms = points.square().sum(new int[] {1});
    float[] squared =
        rows.matMul(points.transpose()).muli(-2).addi(norms).addi(pointNorms).toFloatArray();
    float[] rowNorm = norms.toFloatArray();
    float[] pointNorm = pointNorms.toFloatArray();
    labels = new int[count];
    counts = new int[clusters];
    for (int row = 0; row < count; row++) {
      int best = 0;
      for (int k = 1; k < clusters; k++) {
        best = squared[row * clusters + k] < squared[row * clusters + best] ? k : best;
      }
      float min = squared[row * clusters + best];
      double exact = exactly(row, best);
      for (int k = 0; k < clusters; k++) {
        float error = ROUNDING * (rowNorm[row] + pointNorm[k]);
        if (k != best && squared[row * clusters + k] <= min + error) {
          double other = exactly(row, k);
          if (other < exact || (other == exact && k < best)) {
            best = k;
            exact = other;
          }
        }
      }
      labels[row] = best;
      counts[best]++;
      squaredDistances[row] = exact;
    }
  }

  private double exactly(int row, int k) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = (double) values[row * dimension + i] - centres[k * dimension + i];
      sum += difference * difference;
    }
    return sum;
  }

  private void fillEmpty() {
    for (int k = 0; k < clusters; k++) {
      if (counts[k] > 0) {
        continue;
      }
      int farthest = 0;
      for (int row = 1; row < count; row++) {
        farthest = squaredDistances[row] > squaredDistances[farthest] ? row : farthest;
      }
      if (squaredDistances[farthest] == 0) {
        return;
      }
      counts[labels[farthest]]--;
      labels[farthest] = k;
      counts[k] = 1;
      squaredDistances[farthest] = 0;
    }
  }

  private void moveCentres() {
    float[] members = new float[clusters * count];
    for (int row = 0; row < count; row++) {
      members[labels[row] * count + row] = 1f / counts[labels[row]];
    }
    centres =
        rows.getManager().create(members, new Shape(clusters, count)).matMul(rows).toFloatArray();
  }
}
