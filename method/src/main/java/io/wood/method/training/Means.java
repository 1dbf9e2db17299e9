package io.wood.method.training;

import ai.djl.ndarray.NDManager;

/** Means of groups of features; a group without members is absent. */
final class Means {
  private final int dimension;
  private final double[] sums;
  private final int[] counts;

  Means(int groups, int dimension) {
    this.dimension = dimension;
    this.sums = new double[groups * dimension];
    this.counts = new int[groups];
  }

  /** Adds a row of a row-major table to a group. */
  void add(int group, float[] table, int row) {
    counts[group]++;
    for (int i = 0; i < dimension; i++) {
      sums[group * dimension + i] += table[row * dimension + i];
    }
  }

  /** The means so far. */
  Centres centres(NDManager owner) {
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / Math.max(1, counts[i / dimension]));
    }
    return Centres.of(owner, counts.length, dimension, means, counts);
  }
}
