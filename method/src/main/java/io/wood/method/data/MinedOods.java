package io.wood.method.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The OoDs of the steps up to the next epoch, drawn with replacement: OoD i with a probability in
 * proportion to p_i², p_i = max_c σ(ℓ_c) of the classifier as it was at the start of the epoch. An
 * OoD that cannot be read has the weight 0.
 */
public final class MinedOods {
  private final double[] weights;

  private MinedOods(double[] weights) {
    this.weights = weights;
  }

  /**
   * Weights by the present classifier.
   *
   * @param features logits of the OoDs that can be read, in the centred view
   * @param oods how many there are, readable or not
   */
  public static MinedOods of(ImageFeatures features, int oods) {
    double[] weights = new double[oods];
    for (int row = 0; row < features.count(); row++) {
      double odds = Math.exp(-features.logit(row, features.predicted(row)));
      weights[features.index(row)] = Math.pow(1 / (1 + odds), 2);
    }
    return new MinedOods(weights);
  }

  /** The weights in a checkpoint, as {@link #array} made them. */
  public static MinedOods stored(NDArray array) {
    return new MinedOods(array.toDoubleArray());
  }

  /** The weights for a checkpoint, [number of OoDs]. */
  public NDArray array(NDManager owner) {
    return owner.create(weights);
  }

  /** The draws of a training. */
  public SampleOrder order(long seed) {
    return new WeightedOrder(weights, RandomStreams.mix(seed, RandomStreams.MINING));
  }
}
