package io.wood.method.crf;

import java.util.Arrays;

/**
 * The two neighbours of each vertex along every axis; a missing one is number 0, whose values are
 * 0.
 */
final class LatticeNeighbours {
  private final int vertices;
  private final int[][] ahead;
  private final int[][] behind;

  LatticeNeighbours(LatticePoints placed) {
    this.vertices = placed.size();
    this.ahead = new int[placed.dimension + 1][vertices + 1];
    this.behind = new int[placed.dimension + 1][vertices + 1];
    ParallelRanges.parallel(
        vertices, (from, to) -> link(placed.packing, placed.keys, from + 1, to + 1));
  }

  /** Keys ascend with the numbers, and so do the neighbours' keys: one pass over both finds all. */
  private void link(KeyPacking packing, long[] keys, int from, int to) {
    for (int axis = 0; axis < ahead.length; axis++) {
      long step = packing.step(axis);
      int at = Arrays.binarySearch(keys, 1, keys.length, keys[from] + step);
      int neighbour = at < 0 ? -at - 1 : at;
      for (int vertex = from; vertex < to; vertex++) {
        long wanted = keys[vertex] + step;
        while (neighbour < keys.length && keys[neighbour] < wanted) {
          neighbour++;
        }
        if (neighbour < keys.length && keys[neighbour] == wanted) {
          // Each vertex follows exactly one other: no two threads write the same entry.
          ahead[axis][vertex] = neighbour;
          behind[axis][neighbour] = vertex;
        }
      }
    }
  }

  /** Blurs pairs of values along all axes in turn; may reuse the given array. */
  float[] blur(float[] values) {
    float[] from = values;
    float[] to = new float[values.length];
    for (int axis = 0; axis < ahead.length; axis++) {
      float[] old = from;
      float[] blurred = to;
      int[] one = ahead[axis];
      int[] other = behind[axis];
      ParallelRanges.parallel(
          vertices, (first, end) -> blur(old, blurred, one, other, first + 1, end + 1));
      from = blurred;
      to = old;
    }
    return from;
  }

  private static void blur(
      float[] old, float[] blurred, int[] one, int[] other, int first, int end) {
    for (int vertex = first; vertex < end; vertex++) {
      int a = 2 * one[vertex];
      int b = 2 * other[vertex];
      blurred[2 * vertex] = old[2 * vertex] + .5f * (old[a] + old[b]);
      blurred[2 * vertex + 1] = old[2 * vertex + 1] + .5f * (old[a + 1] + old[b + 1]);
    }
  }
}
