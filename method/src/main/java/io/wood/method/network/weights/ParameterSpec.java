package io.wood.method.network.weights;

import ai.djl.ndarray.types.Shape;

/**
 * Describes a parameter of a network.
 *
 * @param name name in the weights file: torchvision's for trunks, the official code's for IRN
 * @param shape of the array
 * @param kind initial values, and whether it is trained
 */
public record ParameterSpec(String name, Shape shape, Kind kind) {

  /** How a parameter is initialised, and whether it can be trained. */
  public enum Kind {
    /** Normal with deviation √(2/fan-in). */
    CONVOLUTION,
    /** A head's convolution: uniform within 1/√fan-in. */
    UNIFORM,
    /** A weight that starts at 0. */
    ZERO,
    /** A norm's weight: 1. */
    SCALE,
    /** The last batch norm weight of a residual branch: 0, so that the block starts as identity. */
    RESIDUAL_SCALE,
    /** A bias: 0. */
    SHIFT,
    /** A running mean: 0, not trained. */
    MEAN,
    /** A running variance: 1, not trained. */
    VARIANCE,
    /** The classifier's weight: normal with deviation .01. */
    CLASSIFIER;

    boolean isTrainable() {
      return this != MEAN && this != VARIANCE;
    }
  }
}
