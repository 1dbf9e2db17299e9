package io.wood.method.cluster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.GradientMode;

/**
 * The plane of the two principal axes of features (Pearson 1901): a row x lies at ((x − μ)·a₁, (x −
 * μ)·a₂), μ the mean and a₁, a₂ the directions of the largest variance. The axes are found by power
 * iteration, a ← Xᵀ(Xa)/‖Xᵀ(Xa)‖, the second one after the first is removed from X.
 */
public final class PrincipalPlane {
  private static final int ITERATIONS = 60;

  /** Ends the iteration: the axis turns by less than about a thousandth of a radian. */
  private static final double SETTLED = 1 - 1e-7;

  private final float[] mean;
  private final float[] first;
  private final float[] second;
  private final double shown;

  private PrincipalPlane(float[] mean, float[] first, float[] second, double shown) {
    this.mean = mean;
    this.first = first;
    this.second = second;
    this.shown = shown;
  }

  /**
   * Finds the plane.
   *
   * @param rows [n, D], n at least 1
   */
  public static PrincipalPlane of(NDArray rows) {
    try (GradientMode off = GradientMode.off();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray mean = rows.mean(new int[] {0}, true);
      NDArray centred = rows.sub(mean);
      double all = squares(centred);
      NDArray first = axis(centred);
      NDArray rest = centred.sub(centred.matMul(first).matMul(first.transpose()));
      NDArray second = axis(rest);
      double seen = squares(centred.matMul(first)) + squares(rest.matMul(second));
      return new PrincipalPlane(
          mean.toFloatArray(),
          first.toFloatArray(),
          second.toFloatArray(),
          all == 0 ? 0 : Math.min(1, seen / all));
    }
  }

  private static double squares(NDArray values) {
    return values.square().sum().getFloat();
  }

  /** The direction of the largest variance, [D, 1]; zeros where all rows are equal. */
  private static NDArray axis(NDArray centred) {
    long longest = centred.square().sum(new int[] {1}).argMax().getLong();
    NDArray axis = unit(centred.get(longest).reshape(new Shape(-1, 1)));
    for (int i = 0; i < ITERATIONS; i++) {
      NDArray next = unit(centred.transpose().matMul(centred.matMul(axis)));
      boolean settled = next.mul(axis).sum().getFloat() > SETTLED;
      axis = next;
      if (settled) {
        break;
      }
    }
    // Of the two directions the one whose largest component is positive.
    float[] values = axis.toFloatArray();
    float largest = 0;
    for (float value : values) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest < 0 ? axis.neg() : axis;
  }

  private static NDArray unit(NDArray vector) {
    float norm = vector.norm().getFloat();
    return norm == 0 ? vector : vector.div(norm);
  }

  /** Share of the rows' variance that the plane shows, 0 to 1; 0 where all rows are equal. */
  public double shown() {
    return shown;
  }

  /**
   * Where a row lies.
   *
   * @param table rows of D values
   * @param row its index
   * @return x and y
   */
  public double[] project(float[] table, int row) {
    double[] place = new double[2];
    for (int i = 0; i < mean.length; i++) {
      double value = (double) table[row * mean.length + i] - mean[i];
      place[0] += value * first[i];
      place[1] += value * second[i];
    }
    return place;
  }
}
