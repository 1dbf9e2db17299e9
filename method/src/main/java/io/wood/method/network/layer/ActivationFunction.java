package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import io.wood.method.tensor.EngineConstants;

/** The function that follows a convolution. */
public enum ActivationFunction {
  NONE,
  RELU,
  /** min(max(x, 0), 6). */
  RELU6;

  /**
   * Applies it.
   *
   * @param x any shape
   * @param trained whether the layer is; the values do not depend on it
   */
  NDArray apply(NDArray x, boolean trained) {
    return switch (this) {
      case NONE -> x;
      case RELU -> relu(x);
      case RELU6 -> trained || x.getDevice().isGpu() ? minimum(x) : x.clip(0, 6);
    };
  }

  /**
   * A clip is one pass over the activation instead of two, but its gradient takes longer, and on a
   * GPU DJL's clip waits for the device to read its bounds.
   */
  private static NDArray minimum(NDArray x) {
    return relu(x).minimum(EngineConstants.scalar(x.getManager(), 6));
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
