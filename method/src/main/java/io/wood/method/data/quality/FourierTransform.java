package io.wood.method.data.quality;

/**
 * F(k) = Σ_n f(n)·e^{−2πikn/N} for N a power of two, by Cooley and Tukey's decimation in time
 * (Math. Comput. 19, 1965).
 */
final class FourierTransform {
  private final int size;
  private final double[] cosines;
  private final double[] sines;

  /**
   * A transform.
   *
   * @param size N, a power of two
   */
  FourierTransform(int size) {
    this.size = size;
    this.cosines = new double[size / 2];
    this.sines = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cosines[k] = Math.cos(-2 * Math.PI * k / size);
      sines[k] = Math.sin(-2 * Math.PI * k / size);
    }
  }

  /** Replaces N values by their transform. */
  void apply(double[] real, double[] imaginary) {
    int bits = Integer.numberOfTrailingZeros(size);
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> (Integer.SIZE - bits);
      if (j > i) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    for (int half = 1; half < size; half *= 2) {
      for (int k = 0; k < half; k++) {
        double cosine = cosines[k * (size / 2 / half)];
        double sine = sines[k * (size / 2 / half)];
        for (int even = k; even < size; even += 2 * half) {
          int odd = even + half;
          double re = real[odd] * cosine - imaginary[odd] * sine;
          double im = real[odd] * sine + imaginary[odd] * cosine;
          real[odd] = real[even] - re;
          imaginary[odd] = imaginary[even] - im;
          real[even] += re;
          imaginary[even] += im;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
