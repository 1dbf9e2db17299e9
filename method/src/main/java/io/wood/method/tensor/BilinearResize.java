package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Resizes bilinearly with align_corners = false and without antialiasing, exact and differentiable
 * in both directions: A_h · x · A_wᵀ with constant A.
 *
 * <p>Row o of A interpolates at max((o + ½)·in/out − ½, 0), neighbours clamped. (The engine's own
 * interpolation antialiases whenever it shrinks.)
 */
public final class BilinearResize {
  private BilinearResize() {}

  /**
   * Resizes the last two axes.
   *
   * @param x [..., H, W]
   * @return [..., height, width], of x's manager
   */
  public static NDArray resize(NDArray x, int height, int width) {
    return TensorScopes.keep(
        x.getManager(),
        () -> {
          Shape shape = x.getShape();
          int rank = shape.dimension();
          NDArray rows = matrix(x.getManager(), (int) shape.get(rank - 2), height);
          NDArray columns = matrix(x.getManager(), (int) shape.get(rank - 1), width);
          return rows.matMul(x).matMul(columns.transpose());
        });
  }

  /** The interpolation matrix A, [out, in]. */
  static NDArray matrix(NDManager manager, int in, int out) {
    return EngineConstants.of(manager, weights(in, out), new Shape(out, in));
  }

  private static float[] weights(int in, int out) {
    float[] weights = new float[Math.multiplyExact(out, in)];
    double scale = in / (double) out;
    for (int o = 0; o < out; o++) {
      double at = Math.max((o + .5) * scale - .5, 0);
      int low = Math.min((int) at, in - 1);
      int high = Math.min(low + 1, in - 1);
      double share = at - low;
      weights[o * in + low] += (float) (1 - share);
      weights[o * in + high] += (float) share;
    }
    return weights;
  }
}
