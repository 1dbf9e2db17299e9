package io.wood.method.walk;

/**
 * x^n on [−1, 1] as Σ c_k·T_k(x), exactly: c_k = 2·C(n, (n−k)/2)/2^n for k of n's parity (c_0 half
 * of that). The coefficients fall like a bell curve of width √n, so that about 5·√n of them do:
 * x^256 needs the degree 74 instead of 256 products. What is left out sums to less than 2.5e-6.
 */
final class ChebyshevPower {
  private static final double REST = 2.5e-6;

  private ChebyshevPower() {}

  /** Coefficient k at index k, the last one not 0. */
  static float[] coefficients(int n) {
    double[] all = new double[n + 1];
    double value = middle(n);
    double sum = 0;
    int degree = n % 2;
    for (int k = degree; k <= n; k += 2) {
      all[k] = k == 0 ? value : 2 * value;
      sum += all[k];
      degree = k;
      if (1 - sum < REST) {
        break;
      }
      value *= ((n - k) / 2.0) / ((n + k) / 2.0 + 1);
    }
    float[] kept = new float[degree + 1];
    for (int k = 0; k <= degree; k++) {
      kept[k] = (float) all[k];
    }
    return kept;
  }

  /** C(n, ⌊n/2⌋)/2^n. */
  private static double middle(int n) {
    double value = 1;
    for (int j = 1; j <= n / 2; j++) {
      value *= (2.0 * j - 1) / (2.0 * j);
    }
    // For odd n, C(n, (n−1)/2)/2^n is half of C(n+1, (n+1)/2)/2^n.
    return n % 2 == 0 ? value : value * n / (n + 1.0);
  }
}
