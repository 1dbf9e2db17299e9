package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.method.tensor.EngineConstants;

/**
 * d(x, P) = ‖z(x) − p‖₂, the distance of the paper's equation 3, unsquared.
 *
 * <p>The root's slope is infinite at 0. A feature that sits on a centre gets distance {@link
 * #LEAST} and slope 0 instead.
 */
final class CentreDistances {
  /** The smallest distance that is told from 0. */
  static final float LEAST = 1e-6f;

  private CentreDistances() {}

  /**
   * All distances.
   *
   * @param features z, [N, D]
   * @param centres p, [P, D]
   * @return [N, P], differentiable in {@code features}
   */
  static NDArray between(NDArray features, NDArray centres) {
    NDArray difference = features.expandDims(1).sub(centres.expandDims(0));
    NDArray least = EngineConstants.scalar(features.getManager(), LEAST * LEAST);
    return difference.square().sum(new int[] {2}).maximum(least).sqrt();
  }
}
