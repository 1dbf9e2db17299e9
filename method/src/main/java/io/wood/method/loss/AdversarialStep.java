package io.wood.method.loss;

import ai.djl.ndarray.NDArray;

/**
 * Moves images one step towards higher confidence, as the reference code moves OoDs:
 *
 * <p>x' = clamp(x + ε·g/(max|g| + 1e-12), min x, max x), maxima over the whole batch, g = ∇ₓ Σ_b
 * max_c logit_c.
 */
public final class AdversarialStep {
  private static final double TINY = 1e-12;

  private AdversarialStep() {}

  /**
   * Takes one step.
   *
   * @param images x, any shape
   * @param gradient g, the same shape
   * @param epsilon ε
   */
  public static NDArray climb(NDArray images, NDArray gradient, double epsilon) {
    float min = images.min().getFloat();
    float max = images.max().getFloat();
    double scale = epsilon / (gradient.abs().max().getFloat() + TINY);
    return images.add(gradient.mul(scale)).clip(min, max);
  }
}
