package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.wood.method.network.weights.ParameterSpec;
import java.util.function.Consumer;

/** Takes the largest value of 3×3 at every second position, as in ResNet's stem. */
public record MaxPool() implements Layer {
  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    return Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
  }

  @Override
  public void declare(Consumer<ParameterSpec> to) {}
}
