package io.wood.demo.drawing.paint;

/**
 * Fractal value noise: {@code Σ_o 2^-o · lattice(2^o·x, 2^o·y)}, scaled to 0..1. The lattice is a
 * hash of the seed, so a noise has no state and no size.
 */
public final class ValueNoise {
  private final long seed;

  ValueNoise(long seed) {
    this.seed = seed;
  }

  /** Sum of {@code octaves} octaves at a point, in 0..1 and .5 on average. */
  public double at(double x, double y, int octaves) {
    double sum = 0;
    double weight = 1;
    double total = 0;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * smooth(x + 17.3 * octave, y - 9.1 * octave);
      total += weight;
      weight /= 2;
      x *= 2;
      y *= 2;
    }
    return sum / total;
  }

  private double smooth(double x, double y) {
    double floorX = Math.floor(x);
    double floorY = Math.floor(y);
    double u = ease(x - floorX);
    double v = ease(y - floorY);
    long column = (long) floorX;
    long row = (long) floorY;
    double top = mix(lattice(column, row), lattice(column + 1, row), u);
    double bottom = mix(lattice(column, row + 1), lattice(column + 1, row + 1), u);
    return mix(top, bottom, v);
  }

  private double lattice(long column, long row) {
    return (scramble(seed ^ (column * 0x9E3779B97F4A7C15L) ^ (row * 0xC2B2AE3D27D4EB4FL)) >>> 11)
        * 0x1.0p-53;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /** Mixes the bits of a number, so that neighbours get unrelated values. */
  public static long scramble(long value) {
    value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
    return value ^ (value >>> 31);
  }
}
