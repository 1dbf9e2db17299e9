package io.wood.method.crf;

import java.util.stream.IntStream;

/** Packs d lattice coordinates into one long, so that keys compare and hash as numbers. */
final class KeyPacking {
  private final int dimension;
  private final int bits;
  private final int bias;
  private final long[] steps;

  KeyPacking(int dimension) {
    this.dimension = dimension;
    this.bits = Math.min(30, 63 / dimension);
    this.bias = 1 << (bits - 1);
    this.steps = IntStream.rangeClosed(0, dimension).mapToLong(this::sum).toArray();
  }

  /** One coordinate in its place. */
  long field(int coordinate, int index) {
    // A step along an axis of the lattice must fit as well: it adds at most d.
    if (coordinate < dimension - bias || coordinate >= bias - dimension) {
      throw new IllegalArgumentException(
          "a feature of the dense CRF is too large for its lattice (coordinate %d of at most %d);"
                  .formatted(coordinate, bias)
              + " take a smaller image or wider kernels");
    }
    return (long) (coordinate + bias) << (index * bits);
  }

  /** What to add to a key to go one step along an axis, 0 to d: −1 everywhere, +d on the axis. */
  long step(int axis) {
    return steps[axis];
  }

  private long sum(int axis) {
    long step = 0;
    for (int i = 0; i < dimension; i++) {
      step += (i == axis ? (long) dimension : -1L) << (i * bits);
    }
    return step;
  }
}
