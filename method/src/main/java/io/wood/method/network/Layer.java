package io.wood.method.network;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;

/** A function of an activation and of parameters that it names. */
interface Layer {
  /**
   * A new array, never x itself.
   *
   * @param x [N, C, H, W]
   */
  NDArray apply(ForwardPass pass, NDArray x);

  /** Names the parameters, in the order of the weights file. */
  void declare(Consumer<ParameterSpec> to);
}
