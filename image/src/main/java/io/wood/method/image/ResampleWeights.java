package io.wood.method.image;

/** The input positions of each output position, and their fixed-point weights. */
final class ResampleWeights {
  /** Fractional bits; the sums of 8-bit samples stay below 2³¹. */
  private static final int BITS = 22;

  /** One half, which rounds the sums. */
  static final int HALF = 1 << (BITS - 1);

  private static final double SUPPORT = 2;
  private static final double A = -.5;

  private final int[] first;
  private final int[][] weights;

  private ResampleWeights(int[] first, int[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  static ResampleWeights of(int in, int out) {
    double scale = in / (double) out;
    double stretch = Math.max(scale, 1);
    double support = SUPPORT * stretch;
    int[] first = new int[out];
    int[][] weights = new int[out][];
    for (int o = 0; o < out; o++) {
      double centre = (o + .5) * scale;
      int from = Math.max((int) (centre - support + .5), 0);
      int to = Math.min((int) (centre + support + .5), in);
      double[] exact = new double[to - from];
      double sum = 0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = kernel((k + from - centre + .5) / stretch);
        sum += exact[k];
      }
      first[o] = from;
      weights[o] = new int[exact.length];
      for (int k = 0; k < exact.length; k++) {
        double fixed = exact[k] / sum * (1 << BITS);
        weights[o][k] = (int) (fixed < 0 ? fixed - .5 : fixed + .5);
      }
    }
    return new ResampleWeights(first, weights);
  }

  /** Keys' cubic kernel. */
  private static double kernel(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }

  static byte toByte(int sum) {
    int value = sum >> BITS;
    return (byte) (value < 0 ? 0 : Math.min(value, 255));
  }

  int size() {
    return first.length;
  }

  int first(int out) {
    return first[out];
  }

  int count(int out) {
    return weights[out].length;
  }

  int weight(int out, int k) {
    return weights[out][k];
  }
}
