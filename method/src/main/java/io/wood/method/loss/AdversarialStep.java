package io.wood.method.loss;

import ai.djl.ndarray.NDArray;

/**
 * One step of images towards higher confidence, as the reference code takes with OoDs:
 *
 * <p>x' = clamp(x + ε·g/(max|g| + 1e-12), min x, max x), maxima over the whole batch, g = ∇ₓ Σ_b
 * max_c logit_c.
 */
public final class AdversarialStep {
  private static final double TINY = 1e-12;

  private AdversarialStep() {}

  /**
   * Climbs once.
   *
   * @param images x, any shape
   * @param gradient g, the same shape
   * @param epsilon ε
   */
  public static NDArray climb(NDArray images, NDArray gradient, double epsilon) {
    float least = images.min().getFloat();
    float most = images.max().getFloat();
    double scale = epsilon / (gradient.abs().max().getFloat() + TINY);
    return images.add(gradient.mul(scale)).clip(least, most);
  }
}
