package io.wood.method.crf;

import java.util.Arrays;

/**
 * Places one feature vector of d numbers in the permutohedral lattice: the d + 1 vertices of the
 * simplex around it and its barycentric coordinates (Adams, Baek, Davis 2010, section 3). Float32
 * throughout, as the reference. One instance per thread.
 */
final class Simplex {
  private final int dimension;
  private final float[] scale;
  private final float[] elevated;
  private final float[] nearest;
  private final int[] rank;
  private final int[] byRank;
  private final float[] barycentric;

  Simplex(int dimension) {
    this.dimension = dimension;
    this.scale = new float[dimension];
    this.elevated = new float[dimension + 1];
    this.nearest = new float[dimension + 1];
    this.rank = new int[dimension + 1];
    this.byRank = new int[dimension + 1];
    this.barycentric = new float[dimension + 2];
    float deviation = (float) (Math.sqrt(2 / 3.0) * (dimension + 1));
    for (int i = 0; i < dimension; i++) {
      scale[i] = (float) (1 / Math.sqrt((i + 1.0) * (i + 2)) * deviation);
    }
  }

  /** Places the point whose features start at an index. */
  void place(float[] features, int start) {
    elevate(features, start);
    int surplus = round();
    order(surplus);
    interpolate();
  }

  private void elevate(float[] features, int start) {
    float sum = 0;
    for (int j = dimension; j > 0; j--) {
      float scaled = features[start + j - 1] * scale[j - 1];
      elevated[j] = sum - j * scaled;
      sum += scaled;
    }
    elevated[0] = sum;
  }

  /** Rounds to the nearest point whose coordinates are multiples of d + 1. */
  private int round() {
    int surplus = 0;
    float down = 1f / (dimension + 1);
    for (int i = 0; i <= dimension; i++) {
      float rounded = (float) Math.rint(elevated[i] * down);
      nearest[i] = rounded * (dimension + 1);
      surplus += (int) rounded;
    }
    return surplus;
  }

  private void order(int surplus) {
    for (int i = 0; i <= dimension; i++) {
      rank[i] = surplus;
    }
    for (int i = 0; i < dimension; i++) {
      float difference = elevated[i] - nearest[i];
      for (int j = i + 1; j <= dimension; j++) {
        // No branch: half of these comparisons would be mispredicted.
        int lower = difference < elevated[j] - nearest[j] ? 1 : 0;
        rank[i] += lower;
        rank[j] += 1 - lower;
      }
    }
    for (int i = 0; i <= dimension; i++) {
      int step = rank[i] < 0 ? dimension + 1 : rank[i] > dimension ? -dimension - 1 : 0;
      rank[i] += step;
      nearest[i] += step;
    }
  }

  private void interpolate() {
    Arrays.fill(barycentric, 0);
    float down = 1f / (dimension + 1);
    for (int i = 0; i <= dimension; i++) {
      float value = (elevated[i] - nearest[i]) * down;
      barycentric[dimension - rank[i]] += value;
      barycentric[dimension - rank[i] + 1] -= value;
    }
    barycentric[0] += 1 + barycentric[dimension + 1];
  }

  /** Weight of a vertex, 0 to d. */
  float weight(int vertex) {
    return barycentric[vertex];
  }

  /** Writes the keys of the d + 1 vertices: their first d coordinates packed. */
  void keys(KeyPacking packing, long[] keys, int start) {
    long key = 0;
    for (int i = 0; i < dimension; i++) {
      key |= packing.field((int) nearest[i], i);
    }
    for (int i = 0; i <= dimension; i++) {
      byRank[rank[i]] = i;
    }
    keys[start] = key;
    // The next vertex is a step back along the axis that is last in order.
    for (int vertex = 1; vertex <= dimension; vertex++) {
      key -= packing.step(byRank[dimension + 1 - vertex]);
      keys[start + vertex] = key;
    }
  }
}
