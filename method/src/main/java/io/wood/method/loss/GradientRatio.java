package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.TensorScopes;

/**
 * How strong the metric loss is beside the classification loss, on the pooled features z of the
 * labelled images of a batch, which are all that the metric loss touches:
 *
 * <p>‖∂(λ·L_d)/∂z‖ / ‖∂L_cls/∂z‖, Frobenius norms over [N, D]; L_cls is the loss of the labelled
 * images, ∂L_cls/∂z = (σ(ℓ) − y)·W/(N·C). The OoDs' own loss acts on other rows and is not in it.
 */
final class GradientRatio {
  /** Below it the classification loss is as good as 0, and the ratio says nothing. */
  private static final double MIN = 1e-12;

  private GradientRatio() {}

  /**
   * The ratio, a scalar on the gradient's device.
   *
   * @param metric ∂L_d/∂z, [N, D]
   * @param lambda λ
   * @param logits ℓ, [N, C]
   * @param labels y, multi-hot, [N, C]
   * @param weight W, [C, D]
   */
  static NDArray of(NDArray metric, double lambda, NDArray logits, NDArray labels, NDArray weight) {
    return TensorScopes.keep(
        metric.getManager(),
        () -> {
          NDArray error = Activation.sigmoid(logits.stopGradient()).sub(labels);
          NDArray own =
              norm(error.matMul(weight.stopGradient()))
                  .div(scalar(metric, (double) logits.getShape().size()));
          return norm(metric).mul(scalar(metric, lambda)).div(own.maximum(scalar(metric, MIN)));
        });
  }

  private static NDArray norm(NDArray gradient) {
    return gradient.square().sum().sqrt();
  }

  private static NDArray scalar(NDArray like, double value) {
    return EngineConstants.scalar(like.getManager(), value);
  }
}
