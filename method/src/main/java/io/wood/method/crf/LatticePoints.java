package io.wood.method.crf;

/**
 * Where the points of an image lie in the lattice: for point p and corner r of its simplex, at
 * index p·(d + 1) + r, the number of the vertex and the weight.
 */
final class LatticePoints {
  final int dimension;
  final int count;
  final int[] vertices;
  final float[] weights;
  final KeyTable table = new KeyTable();
  final KeyPacking packing;

  LatticePoints(float[] features, int dimension) {
    this.dimension = dimension;
    this.count = features.length / dimension;
    this.packing = new KeyPacking(dimension);
    this.vertices = new int[Math.multiplyExact(count, dimension + 1)];
    this.weights = new float[vertices.length];
    long[] keys = new long[vertices.length];
    Ranges.parallel(count, (from, to) -> place(features, keys, from, to));
    for (int i = 0; i < keys.length; i++) {
      vertices[i] = table.add(keys[i]);
    }
    int[] renumbered = table.sort();
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = renumbered[vertices[i]];
    }
  }

  private void place(float[] features, long[] keys, int from, int to) {
    Simplex simplex = new Simplex(dimension);
    for (int point = from; point < to; point++) {
      simplex.place(features, point * dimension);
      simplex.keys(packing, keys, point * (dimension + 1));
      for (int corner = 0; corner <= dimension; corner++) {
        weights[point * (dimension + 1) + corner] = simplex.weight(corner);
      }
    }
  }
}
