package io.wood.method.crf;

import java.util.Arrays;

/**
 * One kernel of the CRF, normalised symmetrically: w·N·Filter(N·Q) with N = 1/√(Filter(1) + 1e-20).
 */
final class GaussianKernel {
  private final PermutohedralLattice lattice;
  private final float[] norm;
  private final float[] total;
  private final float weight;

  GaussianKernel(PermutohedralLattice lattice, double weight) {
    this.lattice = lattice;
    this.weight = (float) weight;
    int points = lattice.points();
    float[] ones = new float[2 * points];
    Arrays.fill(ones, 1);
    float[] filtered = lattice.filter(ones);
    this.norm = new float[points];
    float[] normPairs = new float[2 * points];
    for (int i = 0; i < points; i++) {
      norm[i] = (float) (1 / Math.sqrt(filtered[2 * i] + 1e-20));
      normPairs[2 * i] = norm[i];
    }
    float[] all = lattice.filter(normPairs);
    this.total = new float[points];
    for (int i = 0; i < points; i++) {
      total[i] = this.weight * norm[i] * all[2 * i];
    }
  }

  /**
   * Adds the kernel's message to two labels' pairs and to what all labels get together. As the
   * probabilities of all labels sum to 1, so do their messages sum to a constant.
   */
  void addMessage(float[] pairs, float[] messages) {
    int points = lattice.points();
    float[] scaled = new float[2 * points];
    ParallelRanges.parallel(
        points,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            scaled[2 * i] = norm[i] * pairs[2 * i];
            scaled[2 * i + 1] = norm[i] * pairs[2 * i + 1];
          }
        });
    float[] filtered = lattice.filter(scaled);
    ParallelRanges.parallel(
        points,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float factor = weight * norm[i];
            messages[2 * i] += factor * filtered[2 * i];
            messages[2 * i + 1] += factor * filtered[2 * i + 1];
          }
        });
  }

  /** Adds the sum of all labels' messages. */
  void addTotal(float[] sums) {
    for (int i = 0; i < total.length; i++) {
      sums[i] += total[i];
    }
  }
}
