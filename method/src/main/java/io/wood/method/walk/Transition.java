package io.wood.method.walk;

import io.wood.contracts.RefinementParameters.Walk;
import io.wood.method.tensor.Planes;
import java.util.Arrays;

/**
 * The walk's generator P − I with P = D⁻¹A, applied as differences: (P − I)x at cell i is Σ_j
 * a_ij·(x_j − x_i)/d_i. So constants stay constants to the last bit, however many steps follow.
 * Vectors carry a margin of zeros on both sides.
 */
final class Transition {
  /** Cells done at once: the affinities of so many stay in the cache for all vectors. */
  private static final int BLOCK = 512;

  private final int cells;
  private final int margin;
  private final int[] offsets;
  private final float[][] bands;
  private final float[] inverseDegree;

  Transition(Walk parameters, Planes edge) {
    this.cells = edge.area();
    this.margin = (parameters.radius() - 1) * (edge.width() + 1);
    Affinities affinities = new Affinities(parameters, edge, margin);
    this.offsets = affinities.paths().stream().mapToInt(affinities::offset).toArray();
    this.bands = affinities.paths().stream().map(affinities::band).toArray(float[][]::new);
    this.inverseDegree = inverseDegrees();
  }

  private float[] inverseDegrees() {
    float[] degree = degrees();
    for (int i = 0; i < cells; i++) {
      degree[i] = 1 / degree[i];
    }
    return degree;
  }

  /** d, the row sums of A, a cell's affinity of 1 with itself included. */
  float[] degrees() {
    float[] degree = new float[cells];
    Arrays.fill(degree, 1);
    for (int k = 0; k < bands.length; k++) {
      float[] band = bands[k];
      int before = margin - offsets[k];
      for (int i = 0; i < cells; i++) {
        degree[i] += band[margin + i] + band[before + i];
      }
    }
    return degree;
  }

  /** A vector with its margin: values[from..]. */
  float[] enter(float[] values, int from) {
    float[] vector = new float[cells + 2 * margin];
    System.arraycopy(values, from, vector, margin, cells);
    return vector;
  }

  /** A vector of zeros. */
  float[] zeros() {
    return new float[cells + 2 * margin];
  }

  /** A vector without its margin, to values[from..]. */
  void leave(float[] vector, float[] values, int from) {
    System.arraycopy(vector, margin, values, from, cells);
  }

  /** targets[v] += factor·(P − I)·vectors[v] for every v. */
  void addGenerated(float factor, float[][] vectors, float[][] targets) {
    float[] sum = new float[BLOCK];
    for (int start = 0; start < cells; start += BLOCK) {
      int count = Math.min(BLOCK, cells - start);
      for (int v = 0; v < vectors.length; v++) {
        Arrays.fill(sum, 0);
        for (int k = 0; k < bands.length; k++) {
          addBand(sum, count, vectors[v], bands[k], margin + start, offsets[k]);
        }
        addScaled(sum, count, factor, start, targets[v]);
      }
    }
  }

  private static void addBand(
      float[] sum, int count, float[] x, float[] band, int here, int offset) {
    int before = here - offset;
    int after = here + offset;
    for (int i = 0; i < count; i++) {
      float own = x[here + i];
      sum[i] += band[here + i] * (x[after + i] - own) + band[before + i] * (x[before + i] - own);
    }
  }

  private void addScaled(float[] sum, int count, float factor, int start, float[] target) {
    for (int i = 0; i < count; i++) {
      target[margin + start + i] += factor * sum[i] * inverseDegree[start + i];
    }
  }
}
