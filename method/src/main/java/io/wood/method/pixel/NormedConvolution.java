package io.wood.method.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.function.Consumer;

/**
 * A 1×1 convolution without bias and a group norm, named {@code NAME.0} and {@code NAME.1}.
 *
 * @param name prefix of its parameters
 * @param in channels
 * @param out channels
 * @param groups of the norm
 */
public record NormedConvolution(String name, int in, int out, int groups) {

  /** Names the parameters. */
  public void declare(Consumer<HeadSpec> to) {
    to.accept(new HeadSpec(name + ".0.weight", new Shape(out, in, 1, 1), HeadSpec.Start.UNIFORM));
    to.accept(new HeadSpec(name + ".1.weight", new Shape(out), HeadSpec.Start.ONE));
    to.accept(new HeadSpec(name + ".1.bias", new Shape(out), HeadSpec.Start.ZERO));
  }

  /** Before any activation. */
  public NDArray apply(HeadParameters parameters, NDArray x) {
    NDArray y = Conv2d.conv2d(x, parameters.get(name + ".0.weight")).singletonOrThrow();
    return GroupNorm.apply(
        y, groups, parameters.get(name + ".1.weight"), parameters.get(name + ".1.bias"));
  }
}
