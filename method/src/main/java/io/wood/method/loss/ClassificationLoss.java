package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * Multi-label binary cross-entropy on logits, mean over images and classes:
 *
 * <p>BCE(ℓ, y) = ln(1 + e^ℓ) − y·ℓ
 */
public final class ClassificationLoss {
  private ClassificationLoss() {}

  /**
   * The loss of labelled images.
   *
   * @param logits ℓ, [N, C]
   * @param labels y, [N, C]
   */
  public static NDArray labelled(NDArray logits, NDArray labels) {
    return softPlus(logits).sub(logits.mul(labels)).mean();
  }

  /** The loss of images that show no class. */
  static NDArray negative(NDArray logits) {
    return softPlus(logits).mean();
  }

  /** ln(1 + e^x), safe for large x. */
  static NDArray softPlus(NDArray x) {
    return Activation.softPlus(x);
  }
}
