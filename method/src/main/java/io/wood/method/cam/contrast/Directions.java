package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.KMeans;
import io.wood.method.tensor.EngineConstants;
import java.util.ArrayList;
import java.util.List;

/** Unit vectors in feature space, with which features are compared by their cosine. */
final class Directions {
  /** The smallest length of a vector; a shorter one counts as having no direction. */
  static final float MIN_LENGTH = 1e-6f;

  private final int dimension;
  private final float[] rows;

  /** From vectors of D numbers and any length. */
  Directions(List<float[]> vectors, int dimension) {
    this(vectors, new float[dimension]);
  }

  /** From an origin to some features. */
  private Directions(List<float[]> features, float[] origin) {
    this.dimension = origin.length;
    this.rows = new float[Math.multiplyExact(features.size(), dimension)];
    for (int row = 0; row < features.size(); row++) {
      write(features.get(row), origin, row);
    }
  }

  private void write(float[] feature, float[] origin, int row) {
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      float difference = feature[i] - origin[i];
      rows[row * dimension + i] = difference;
      squares += (double) difference * difference;
    }
    float length = (float) Math.max(Math.sqrt(squares), MIN_LENGTH);
    for (int i = row * dimension; i < (row + 1) * dimension; i++) {
      rows[i] /= length;
    }
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
    List<float[]> centres = new ArrayList<>();
    if (!features.isEmpty()) {
      Directions all = new Directions(features, origin);
      int clusters = Math.min(max, features.size());
      try (NDArray rows = manager.create(all.rows, new Shape(features.size(), all.dimension))) {
        ClusterResult found =
            KMeans.cluster(rows, clusters, ClusterStart.PLUS_PLUS, seed, KMeans.ITERATIONS);
        for (int k = 0; k < clusters; k++) {
          if (found.counts()[k] > 0) {
            float[] centre = new float[all.dimension];
            System.arraycopy(found.centres(), k * all.dimension, centre, 0, all.dimension);
            centres.add(centre);
          }
        }
      }
    }
    return new Directions(centres, origin.length);
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
