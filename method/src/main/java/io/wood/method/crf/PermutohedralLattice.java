package io.wood.method.crf;

import java.util.concurrent.ForkJoinTask;

/**
 * Filters n points in d dimensions with a Gaussian in time O(n·d²): splat onto the permutohedral
 * lattice, blur along its d + 1 axes with (½, 1, ½), slice (Adams, Baek, Davis 2010). Filters two
 * channels at once, interleaved as (a₀, b₀, a₁, b₁, ...). Built once per set of features, then
 * immutable and thread-safe.
 */
final class PermutohedralLattice {
  private final int corners;
  private final int points;
  private final int vertices;
  private final int[] vertexOf;
  private final float[] weightOf;
  private final VertexPoints pointsOf;
  private final LatticeNeighbours neighbours;

  /**
   * Builds the lattice.
   *
   * @param features n·d numbers, point by point, in units of the kernel's deviation
   * @param dimension d
   */
  public PermutohedralLattice(float[] features, int dimension) {
    LatticePoints placed = new LatticePoints(features, dimension);
    this.corners = dimension + 1;
    this.points = placed.count;
    this.vertices = placed.size();
    this.vertexOf = placed.vertices;
    this.weightOf = placed.weights;
    ForkJoinTask<VertexPoints> gathered = ForkJoinTask.adapt(() -> new VertexPoints(placed)).fork();
    this.neighbours = new LatticeNeighbours(placed);
    this.pointsOf = gathered.join();
  }

  /** Number of points n. */
  public int points() {
    return points;
  }

  /** Number of lattice vertices in use. */
  public int vertices() {
    return vertices;
  }

  /**
   * Filters two channels.
   *
   * @param pairs 2·n values
   * @return 2·n values; the result is not normalised
   */
  public float[] filter(float[] pairs) {
    float[] values = new float[2 * (vertices + 1)];
    ParallelRanges.parallel(
        vertices, (from, to) -> pointsOf.splat(pairs, values, from + 1, to + 1));
    float[] blurred = neighbours.blur(values);
    float[] result = new float[2 * points];
    ParallelRanges.parallel(points, (from, to) -> slice(blurred, result, from, to));
    return result;
  }

  private void slice(float[] values, float[] result, int from, int to) {
    float scale = 1 / (1 + (float) Math.pow(2, 1 - corners));
    for (int point = from; point < to; point++) {
      float a = 0;
      float b = 0;
      for (int i = point * corners; i < (point + 1) * corners; i++) {
        int vertex = 2 * vertexOf[i];
        a += weightOf[i] * values[vertex];
        b += weightOf[i] * values[vertex + 1];
      }
      result[2 * point] = a * scale;
      result[2 * point + 1] = b * scale;
    }
  }
}
