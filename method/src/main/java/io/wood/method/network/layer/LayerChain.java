package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.tensor.TensorScopes;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies one layer after the other.
 *
 * @param layers at least one
 */
public record LayerChain(List<Layer> layers) implements Layer {
  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    return TensorScopes.keep(
        x.getManager(),
        () -> {
          NDArray y = x;
          for (Layer layer : layers) {
            NDArray before = y;
            y = layer.apply(pass, before);
            if (before != x) {
              // A gradient keeps what it needs; the rest of the memory is free for the next layer.
              before.close();
            }
          }
          return y;
        });
  }

  @Override
  public void declare(Consumer<ParameterSpec> to) {
    layers.forEach(layer -> layer.declare(to));
  }
}
