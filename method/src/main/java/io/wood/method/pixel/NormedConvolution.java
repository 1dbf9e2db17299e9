package io.wood.method.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.function.Consumer;

/**
 * A convolution without bias and a group norm, named {@code NAME.0} and {@code NAME.1}.
 *
 * @param name prefix of its parameters
 * @param in channels
 * @param out channels
 * @param kernel side, 1 or 3
 * @param dilation spacing of the kernel; the size stays
 * @param groups of the norm
 */
public record NormedConvolution(
    String name, int in, int out, int kernel, int dilation, int groups) {

  /** A 1×1 convolution. */
  public static NormedConvolution pointwise(String name, int in, int out, int groups) {
    return new NormedConvolution(name, in, out, 1, 1, groups);
  }

  /** Names the parameters. */
  public void declare(Consumer<HeadSpec> to) {
    to.accept(
        new HeadSpec(
            name + ".0.weight", new Shape(out, in, kernel, kernel), HeadSpec.Start.UNIFORM));
    to.accept(new HeadSpec(name + ".1.weight", new Shape(out), HeadSpec.Start.ONE));
    to.accept(new HeadSpec(name + ".1.bias", new Shape(out), HeadSpec.Start.ZERO));
  }

  /** Before any activation. */
  public NDArray apply(HeadParameters parameters, NDArray x) {
    int padding = dilation * (kernel - 1) / 2;
    NDArray y =
        Conv2d.conv2d(
                x,
                parameters.get(name + ".0.weight"),
                null,
                new Shape(1, 1),
                new Shape(padding, padding),
                new Shape(dilation, dilation))
            .singletonOrThrow();
    return GroupNorm.apply(
        y, groups, parameters.get(name + ".1.weight"), parameters.get(name + ".1.bias"));
  }
}
