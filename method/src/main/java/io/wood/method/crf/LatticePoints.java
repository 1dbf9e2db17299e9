package io.wood.method.crf;

import java.util.Arrays;

/**
 * The positions of the points of an image in the lattice: for point p and corner r of its simplex,
 * at index p·(d + 1) + r, the number of the vertex and the weight. Vertices are numbered from 1 in
 * the order of their keys: a neighbour's key is a vertex's plus a constant, so that a pass over the
 * vertices in order reads their neighbours in order, too.
 */
final class LatticePoints {
  final int dimension;
  final int count;
  final int[] vertices;
  final float[] weights;
  final KeyPacking packing;

  /** The vertices' keys by number, ascending; index 0 is unused. */
  final long[] keys;

  LatticePoints(float[] features, int dimension) {
    this.dimension = dimension;
    this.count = features.length / dimension;
    this.packing = new KeyPacking(dimension);
    this.vertices = new int[Math.multiplyExact(count, dimension + 1)];
    this.weights = new float[vertices.length];
    long[] corners = new long[vertices.length];
    ParallelRanges.parallel(count, (from, to) -> place(features, corners, from, to));
    KeyTable table = new KeyTable();
    for (int i = 0; i < corners.length; i++) {
      vertices[i] = table.add(corners[i]);
    }
    this.keys = table.byNumber();
    Arrays.parallelSort(keys, 1, keys.length);
    renumber(table);
  }

  private void renumber(KeyTable table) {
    int[] renumbered = new int[keys.length];
    for (int number = 1; number < keys.length; number++) {
      renumbered[table.find(keys[number])] = number;
    }
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = renumbered[vertices[i]];
    }
  }

  /** Number of vertices. */
  int size() {
    return keys.length - 1;
  }

  private void place(float[] features, long[] corners, int from, int to) {
    Simplex simplex = new Simplex(dimension);
    for (int point = from; point < to; point++) {
      simplex.place(features, point * dimension);
      simplex.keys(packing, corners, point * (dimension + 1));
      for (int corner = 0; corner <= dimension; corner++) {
        weights[point * (dimension + 1) + corner] = simplex.weight(corner);
      }
    }
  }
}
