package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Changes images by one step along a gradient: x' = clamp(x + ε·g/(max|g| + 1e-12), min x, max x),
 * extremes over the whole batch.
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
