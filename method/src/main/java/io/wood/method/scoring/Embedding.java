package io.wood.method.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * e = P·z/‖z‖ with P normal of deviation 1/√16: a projection that keeps distances roughly (Johnson
 * and Lindenstrauss), the same in every process because its seed is fixed.
 */
final class Embedding {
  /** Length of an embedding. */
  static final int SIZE = 16;

  private static final long SEED = 20220619;
  private static final double TINY = 1e-12;

  private final float[] projection;
  private final int features;

  Embedding(int features) {
    this.features = features;
    projection = new float[SIZE * features];
    Random random = new Random(SEED);
    for (int i = 0; i < projection.length; i++) {
      projection[i] = (float) (random.nextGaussian() / Math.sqrt(SIZE));
    }
  }

  /**
   * The embedding of one row.
   *
   * @param z rows of features
   */
  List<Float> of(float[] z, int row) {
    double square = 0;
    double[] sums = new double[SIZE];
    for (int i = 0; i < features; i++) {
      double value = z[row * features + i];
      square += value * value;
      for (int k = 0; k < SIZE; k++) {
        sums[k] += projection[k * features + i] * value;
      }
    }
    List<Float> embedding = new ArrayList<>(SIZE);
    for (double sum : sums) {
      embedding.add((float) (sum / (Math.sqrt(square) + TINY)));
    }
    return embedding;
  }
}
