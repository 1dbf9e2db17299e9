package io.wood.method.parity;

/**
 * The difference between a golden array and the computed one.
 *
 * @param array its name
 * @param error the largest absolute difference; relative to the array's largest value where so
 *     asked; infinite when sizes differ or one of the two is not a number
 * @param tolerance the largest error that passes; 0 is exact
 * @param problem why nothing could be compared; empty when it could
 */
public record ArrayDifference(String array, double error, double tolerance, String problem) {
  /** True when the error is within the tolerance. */
  public boolean passed() {
    return problem.isEmpty() && error <= tolerance;
  }

  /** How much of the tolerance is used; larger is worse. */
  double severity() {
    return passed() ? (tolerance > 0 ? error / tolerance : 0) : Double.POSITIVE_INFINITY;
  }
}
