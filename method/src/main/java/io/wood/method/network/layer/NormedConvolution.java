package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.network.weights.ParameterSpec.Kind;
import io.wood.method.tensor.TensorScopes;
import java.util.function.Consumer;

/**
 * Applies a 1×1 convolution without bias and a group norm, named {@code NAME.0} and {@code NAME.1}.
 *
 * @param name prefix of its parameters
 * @param in channels
 * @param out channels
 * @param groups of the norm
 */
public record NormedConvolution(String name, int in, int out, int groups) implements Layer {

  @Override
  public void declare(Consumer<ParameterSpec> to) {
    to.accept(new ParameterSpec(name + ".0.weight", new Shape(out, in, 1, 1), Kind.UNIFORM));
    to.accept(new ParameterSpec(name + ".1.weight", new Shape(out), Kind.SCALE));
    to.accept(new ParameterSpec(name + ".1.bias", new Shape(out), Kind.SHIFT));
  }

  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    return TensorScopes.keep(
        x.getManager(),
        () ->
            GroupNorm.apply(
                Conv2d.conv2d(x, pass.parameter(name + ".0.weight")).singletonOrThrow(),
                groups,
                pass.parameter(name + ".1.weight"),
                pass.parameter(name + ".1.bias")));
  }
}
