package io.wood.method.crf;

/**
 * The points around each vertex with their weights, in the points' order: splatting gathers instead
 * of scattering, so that vertices can be processed in parallel with the same sums as in sequence.
 */
final class VertexPoints {
  private final int[] starts;
  private final int[] points;
  private final float[] weights;

  VertexPoints(LatticePoints placed) {
    int corners = placed.dimension + 1;
    starts = new int[placed.size() + 2];
    for (int vertex : placed.vertices) {
      starts[vertex + 1]++;
    }
    for (int vertex = 1; vertex < starts.length; vertex++) {
      starts[vertex] += starts[vertex - 1];
    }
    points = new int[placed.vertices.length];
    weights = new float[points.length];
    int[] next = starts.clone();
    for (int i = 0; i < points.length; i++) {
      int at = next[placed.vertices[i]]++;
      points[at] = i / corners;
      weights[at] = placed.weights[i];
    }
  }

  /** Sums the points' pairs into the vertices' values. */
  void splat(float[] pairs, float[] values, int from, int to) {
    for (int vertex = from; vertex < to; vertex++) {
      float a = 0;
      float b = 0;
      for (int i = starts[vertex]; i < starts[vertex + 1]; i++) {
        a += weights[i] * pairs[2 * points[i]];
        b += weights[i] * pairs[2 * points[i] + 1];
      }
      values[2 * vertex] = a;
      values[2 * vertex + 1] = b;
    }
  }
}
