package io.wood.method.cluster;

import ai.djl.ndarray.NDManager;

/** Computes the means of groups of features; a group without members is absent. */
public final class GroupMeans {
  private final int dimension;
  private final double[] sums;
  private final int[] counts;

  public GroupMeans(int groups, int dimension) {
    this.dimension = dimension;
    this.sums = new double[groups * dimension];
    this.counts = new int[groups];
  }

  /** Adds a row of a row-major table to a group. */
  public void add(int group, float[] table, int row) {
    counts[group]++;
    for (int i = 0; i < dimension; i++) {
      sums[group * dimension + i] += table[row * dimension + i];
    }
  }

  /** The means so far. */
  public Centres centres(NDManager owner) {
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / Math.max(1, counts[i / dimension]));
    }
    return Centres.of(owner, counts.length, dimension, means, counts);
  }
}
