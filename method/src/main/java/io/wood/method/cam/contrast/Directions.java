package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.KMeans;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Unit vectors in feature space, with which features are compared by their cosine. */
final class Directions {
  private final int dimension;
  private final float[] rows;

  /** From vectors of D numbers and any length. */
  Directions(List<float[]> vectors, int dimension) {
    this(dimension, unit(vectors, new float[dimension]));
  }

  private Directions(int dimension, float[] rows) {
    this.dimension = dimension;
    this.rows = rows;
  }

  /** From an origin, D numbers, to features: (f − μ)/‖f − μ‖. */
  static Directions from(float[] origin, List<float[]> features) {
    return new Directions(origin.length, unit(features, origin));
  }

  /** What {@link #vectors} gave, to the bit. */
  static Directions stored(List<float[]> vectors, int dimension) {
    float[] rows = new float[Math.multiplyExact(vectors.size(), dimension)];
    for (int row = 0; row < vectors.size(); row++) {
      System.arraycopy(vectors.get(row), 0, rows, row * dimension, dimension);
    }
    return new Directions(dimension, rows);
  }

  /** The directions from an origin to some features, row-major. */
  private static float[] unit(List<float[]> features, float[] origin) {
    int dimension = origin.length;
    float[] rows = new float[Math.multiplyExact(features.size(), dimension)];
    for (int row = 0; row < features.size(); row++) {
      double squares = 0;
      for (int i = 0; i < dimension; i++) {
        float difference = features.get(row)[i] - origin[i];
        rows[row * dimension + i] = difference;
        squares += (double) difference * difference;
      }
      float length = (float) Math.max(Math.sqrt(squares), UnitVectors.MIN_LENGTH);
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        rows[i] /= length;
      }
    }
    return rows;
  }

  /**
   * Centres of clusters of directions: K-means on (f − μ)/‖f − μ‖, each centre scaled to length 1.
   *
   * @param manager owner of the work, on its device
   * @param features f; none gives no centres
   * @param origin μ
   * @param max of clusters; empty ones are left out
   */
  static Directions clustered(
      NDManager manager, List<float[]> features, float[] origin, int max, long seed) {
    int dimension = origin.length;
    List<float[]> centres = new ArrayList<>();
    if (!features.isEmpty()) {
      int clusters = Math.min(max, features.size());
      Shape shape = new Shape(features.size(), dimension);
      try (NDArray rows = manager.create(unit(features, origin), shape)) {
        ClusterResult found =
            KMeans.cluster(rows, clusters, ClusterStart.PLUS_PLUS, seed, KMeans.ITERATIONS);
        for (int k = 0; k < clusters; k++) {
          if (found.counts()[k] > 0) {
            centres.add(Arrays.copyOfRange(found.centres(), k * dimension, (k + 1) * dimension));
          }
        }
      }
    }
    return new Directions(centres, dimension);
  }

  /** These and others. */
  Directions and(Directions others) {
    List<float[]> all = new ArrayList<>(vectors());
    all.addAll(others.vectors());
    return stored(all, dimension);
  }

  /**
   * The direction of their mean, each of them counting alike; D zeros of no directions, or of ones
   * that add up to nothing.
   */
  float[] mean() {
    float[] sum = new float[dimension];
    for (int i = 0; i < rows.length; i++) {
      sum[i % dimension] += rows[i];
    }
    return new Directions(List.of(sum), dimension).rows();
  }

  /** The directions one by one, D numbers each. */
  List<float[]> vectors() {
    return IntStream.range(0, count())
        .mapToObj(row -> Arrays.copyOfRange(rows, row * dimension, (row + 1) * dimension))
        .toList();
  }

  /** Number of directions. */
  int count() {
    return rows.length / dimension;
  }

  /** The directions, row-major. */
  float[] rows() {
    return rows;
  }

  /**
   * The cosine to the nearest direction.
   *
   * @param directions unit vectors, [n, D, h, w]
   * @return [n, 1, h, w]
   */
  NDArray nearest(NDArray directions) {
    NDArray kernels =
        EngineConstants.of(directions.getManager(), rows, new Shape(count(), dimension, 1, 1));
    return Conv2d.conv2d(directions, kernels).singletonOrThrow().max(new int[] {1}, true);
  }
}
