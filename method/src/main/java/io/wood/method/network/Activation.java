package io.wood.method.network;

import ai.djl.ndarray.NDArray;
import io.wood.method.tensor.Constants;

/** What follows a convolution. */
enum Activation {
  NONE,
  RELU,
  /** min(max(x, 0), 6). */
  RELU6;

  NDArray apply(NDArray x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> relu(x);
      case RELU6 -> relu(x).minimum(Constants.scalar(x.getManager(), 6));
    };
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
