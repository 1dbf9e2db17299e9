package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import io.wood.method.network.weights.ParameterSpec;
import java.util.function.Consumer;

/** Computes an activation from another one and from parameters that it declares. */
public interface Layer {
  /**
   * Computes a new array, never x itself.
   *
   * @param x [N, C, H, W]
   */
  NDArray apply(ForwardPass pass, NDArray x);

  /** Declares the parameters, in the order of the weights file. */
  void declare(Consumer<ParameterSpec> to);
}
