package io.wood.method.network;

import ai.djl.ndarray.types.Shape;

/**
 * What a network needs to be given under a name.
 *
 * @param name torchvision's name
 * @param shape of the array
 * @param kind how it starts when there is no file
 */
public record ParameterSpec(String name, Shape shape, Kind kind) {

  /** How a parameter starts, and whether it can be trained. */
  enum Kind {
    CONVOLUTION,
    /** Batch norm's weight: 1. */
    SCALE,
    /** The last batch norm weight of a residual branch: 0, so that the block starts as identity. */
    RESIDUAL_SCALE,
    /** Batch norm's bias: 0. */
    SHIFT,
    MEAN,
    VARIANCE,
    CLASSIFIER;

    boolean isTrainable() {
      return this != MEAN && this != VARIANCE;
    }
  }
}
