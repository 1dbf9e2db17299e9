package io.wood.method.irn;

/** Computes Σ ln xᵢ of factors in 1e-5 to 2, with one logarithm for dozens of them. */
final class LogSum {
  private static final double SMALL = 1e-280;
  private static final double LARGE = 1e280;

  private double product = 1;
  private double sum;

  void add(double factor) {
    product *= factor;
    if (product < SMALL || product > LARGE) {
      sum += Math.log(product);
      product = 1;
    }
  }

  double value() {
    return sum + Math.log(product);
  }
}
