package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.method.cluster.Centres;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.UnitVectors;

/**
 * Directions of features from the middle of all centres: (z − μ)/‖z − μ‖. A push away from raw
 * centres has no end, and features after ReLU share a large direction; between directions only the
 * angle counts, and their distance √(2 − 2·cos) is at most 2.
 *
 * <p>μ is half the mean of the class centres and half that of the OoD centres, absent ones left
 * out.
 */
final class CentredDirections {
  private final NDArray middle;

  private CentredDirections(NDArray middle) {
    this.middle = middle;
  }

  /** Around the middle of centres of which one of each kind exists. */
  static CentredDirections around(MetricCentres centres) {
    NDArray sum = mean(centres.classes()).add(mean(centres.oods()));
    return new CentredDirections(sum.div(EngineConstants.scalar(sum.getManager(), 2)));
  }

  /** [1, D]. */
  private static NDArray mean(Centres centres) {
    NDArray weights = centres.present().div(Math.max(1, centres.presentCount()));
    return weights.matMul(centres.rows());
  }

  /**
   * The directions.
   *
   * @param features [N, D]
   * @return unit vectors [N, D], differentiable
   */
  NDArray of(NDArray features) {
    return UnitVectors.of(features.sub(middle), 1);
  }

  /** The same centres as directions. */
  Centres of(Centres centres) {
    return centres.at(of(centres.rows()));
  }
}
