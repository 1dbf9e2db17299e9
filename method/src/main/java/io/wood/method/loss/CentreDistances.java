package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.method.tensor.EngineConstants;

/**
 * d(x, P) = ‖z(x) − p‖₂, the distance of the paper's equation 3, unsquared.
 *
 * <p>The slope of the root is infinite at 0. A feature that equals a centre gets distance {@link
 * #MIN} and slope 0 instead.
 */
final class CentreDistances {
  /** The smallest distance; below it the slope is 0. */
  static final float MIN = 1e-6f;

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
    NDArray min = EngineConstants.scalar(features.getManager(), MIN * MIN);
    return difference.square().sum(new int[] {2}).maximum(min).sqrt();
  }
}
