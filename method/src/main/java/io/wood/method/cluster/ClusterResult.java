package io.wood.method.cluster;

/** The result of K-means. */
public final class ClusterResult {
  private final int dimension;
  private final float[] centres;
  private final int[] counts;
  private final int[] labels;

  ClusterResult(int dimension, float[] centres, int[] counts, int[] labels) {
    this.dimension = dimension;
    this.centres = centres;
    this.counts = counts;
    this.labels = labels;
  }

  /** D. */
  public int dimension() {
    return dimension;
  }

  /** K × D, row-major; zeros for an empty cluster. */
  public float[] centres() {
    return centres;
  }

  /** Rows in each cluster. */
  public int[] counts() {
    return counts;
  }

  /** The cluster of each row. */
  public int[] labels() {
    return labels;
  }
}
