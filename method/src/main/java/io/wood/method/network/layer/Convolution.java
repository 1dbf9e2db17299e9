package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import io.wood.method.network.weights.ParameterSpec;
import io.wood.method.network.weights.ParameterSpec.Kind;
import io.wood.method.tensor.TensorScopes;
import java.util.function.Consumer;

/**
 * Applies a convolution without bias, a batch norm and an activation.
 *
 * <p>On running statistics y = γ·(w∗x − μ)/√(σ² + ε) + β is computed as one convolution with the
 * weight w·s and the bias β − μ·s, s = γ/√(σ² + ε): the same function and the same gradients of w,
 * γ and β, without the passes over the activation that a batch norm costs.
 *
 * @param weight name of the convolution, without {@code .weight}
 * @param norm name of the batch norm
 * @param in channels
 * @param out channels
 * @param kernel side
 * @param stride step
 * @param dilation spacing of the kernel; the padding keeps the size at stride 1
 * @param groups 1, or {@code in} for a depthwise convolution
 * @param activation what follows
 * @param startsAtZero true for the last one of a residual branch
 */
public record Convolution(
    String weight,
    String norm,
    int in,
    int out,
    int kernel,
    int stride,
    int dilation,
    int groups,
    ActivationFunction activation,
    boolean startsAtZero)
    implements Layer {

  private static final float EPSILON = 1e-5f;

  /** What DJL calls momentum: the share of the running statistics that stays. */
  private static final float KEPT = .9f;

  /** A dense convolution with a ReLU. */
  public static Convolution of(
      String weight, String norm, int in, int out, int kernel, int stride) {
    return new Convolution(
        weight, norm, in, out, kernel, stride, 1, 1, ActivationFunction.RELU, false);
  }

  /** With another dilation. */
  public Convolution dilated(int by) {
    return new Convolution(
        weight, norm, in, out, kernel, stride, by, groups, activation, startsAtZero);
  }

  /** With one group per input channel. */
  public Convolution depthwise() {
    return new Convolution(
        weight, norm, in, out, kernel, stride, dilation, in, activation, startsAtZero);
  }

  /** With another activation. */
  public Convolution with(ActivationFunction other) {
    return new Convolution(
        weight, norm, in, out, kernel, stride, dilation, groups, other, startsAtZero);
  }

  /** Ends a residual branch: no activation, and a batch norm weight that starts at 0. */
  public Convolution last() {
    return new Convolution(
        weight, norm, in, out, kernel, stride, dilation, groups, ActivationFunction.NONE, true);
  }

  @Override
  public NDArray apply(ForwardPass pass, NDArray x) {
    return TensorScopes.keep(
        x.getManager(),
        () ->
            activation.apply(
                pass.statistics() == BatchNormStatistics.RUNNING
                    ? folded(pass, x)
                    : normalised(pass, x),
                pass.parameter(weight + ".weight").hasGradient()));
  }

  private NDArray folded(ForwardPass pass, NDArray x) {
    NDArray deviation = pass.parameter(norm + ".running_var").add(EPSILON).sqrt();
    NDArray scale = pass.parameter(norm + ".weight").div(deviation);
    NDArray bias =
        pass.parameter(norm + ".bias").sub(pass.parameter(norm + ".running_mean").mul(scale));
    NDArray scaled = pass.parameter(weight + ".weight").mul(scale.reshape(-1, 1, 1, 1));
    return convolve(x, scaled, bias);
  }

  private NDArray normalised(ForwardPass pass, NDArray x) {
    NDArray y = convolve(x, pass.parameter(weight + ".weight"), null);
    return BatchNorm.batchNorm(
            y,
            pass.parameter(norm + ".running_mean"),
            pass.parameter(norm + ".running_var"),
            pass.parameter(norm + ".weight"),
            pass.parameter(norm + ".bias"),
            -1,
            KEPT,
            EPSILON,
            true)
        .singletonOrThrow();
  }

  private NDArray convolve(NDArray x, NDArray w, NDArray bias) {
    int padding = dilation * (kernel - 1) / 2;
    return Conv2d.conv2d(
            x,
            w,
            bias,
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(dilation, dilation),
            groups)
        .singletonOrThrow();
  }

  @Override
  public void declare(Consumer<ParameterSpec> to) {
    to.accept(
        new ParameterSpec(
            weight + ".weight", new Shape(out, in / groups, kernel, kernel), Kind.CONVOLUTION));
    Shape channels = new Shape(out);
    to.accept(
        new ParameterSpec(
            norm + ".weight", channels, startsAtZero ? Kind.RESIDUAL_SCALE : Kind.SCALE));
    to.accept(new ParameterSpec(norm + ".bias", channels, Kind.SHIFT));
    to.accept(new ParameterSpec(norm + ".running_mean", channels, Kind.MEAN));
    to.accept(new ParameterSpec(norm + ".running_var", channels, Kind.VARIANCE));
  }
}
