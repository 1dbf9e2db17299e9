package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;

/** Scales vectors to length 1. */
public final class UnitVectors {
  /** The smallest length of a vector; a shorter one counts as having no direction. */
  public static final double MIN_LENGTH = 1e-6;

  private UnitVectors() {}

  /**
   * Vectors of length 1, differentiable; shorter ones than {@link #MIN_LENGTH} shrink instead of
   * jumping, and zeros stay zeros.
   *
   * @param vectors of any shape
   * @param axis of the numbers of a vector
   */
  public static NDArray of(NDArray vectors, int axis) {
    NDArray min = EngineConstants.scalar(vectors.getManager(), MIN_LENGTH * MIN_LENGTH);
    return vectors.div(vectors.square().sum(new int[] {axis}, true).maximum(min).sqrt());
  }
}
