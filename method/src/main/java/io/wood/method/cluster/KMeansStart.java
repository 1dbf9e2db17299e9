package io.wood.method.cluster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses the first centres of K-means: the first K rows, as in the reference, or k-means++ (Arthur
 * and Vassilvitskii 2007): each next centre is a row drawn with a probability proportional to its
 * squared distance from the nearest centre so far.
 */
final class KMeansStart {
  private KMeansStart() {}

  /** K × D values, row-major. */
  static float[] choose(NDArray rows, int clusters, ClusterStart start, long seed) {
    int count = (int) rows.getShape().get(0);
    int dimension = (int) rows.getShape().get(1);
    int[] chosen = new int[clusters];
    if (start == ClusterStart.FIRST_K) {
      Arrays.setAll(chosen, k -> k);
    } else {
      draw(rows, chosen, new SplittableRandom(seed), count);
    }
    float[] values = rows.toFloatArray();
    float[] centres = new float[clusters * dimension];
    for (int k = 0; k < clusters; k++) {
      System.arraycopy(values, chosen[k] * dimension, centres, k * dimension, dimension);
    }
    return centres;
  }

  private static void draw(NDArray rows, int[] chosen, SplittableRandom random, int count) {
    NDArray norms = rows.square().sum(new int[] {1});
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = k == 0 ? random.nextInt(count) : pick(nearest, random.nextDouble());
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray centre = rows.get(chosen[k]).reshape(new Shape(-1, 1));
        NDArray norm = centre.square().sum();
        float[] squared = rows.matMul(centre).flatten().mul(-2).add(norms).add(norm).toFloatArray();
        for (int row = 0; row < count; row++) {
          nearest[row] = Math.min(nearest[row], Math.max(squared[row], 0));
        }
      }
      // Rounding can leave a distance to itself above 0; the row must not be drawn again.
      nearest[chosen[k]] = 0;
    }
  }

  private static int pick(double[] weights, double uniform) {
    double left = uniform * Arrays.stream(weights).sum();
    int last = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        last = row;
        left -= weights[row];
        if (left < 0) {
          return row;
        }
      }
    }
    return last;
  }
}
