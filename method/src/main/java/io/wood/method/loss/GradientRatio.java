package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import java.util.function.UnaryOperator;

/**
 * How strong the metric loss is beside the classification loss, on the pooled features z of the
 * labelled images of a batch, which are all that the metric loss touches:
 *
 * <p>‖∂(λ·L_d)/∂z‖ / ‖∂L_cls/∂z‖, Frobenius norms over [N, D]; L_cls is the loss of the labelled
 * images, ∂L_cls/∂z = (σ(ℓ) − y)·W/(N·C). The OoDs' own loss acts on other rows and is not in it.
 *
 * <p>The gradient of L_d is that at a copy of z: no pass through the network, and no effect on the
 * training.
 */
final class GradientRatio {
  /** Below it the classification loss is as good as 0, and the ratio says nothing. */
  private static final double MIN = 1e-12;

  private GradientRatio() {}

  /**
   * The ratio, a scalar on the features' device.
   *
   * @param features z, [N, D]
   * @param logits ℓ, [N, C]
   * @param labels y, multi-hot, [N, C]
   * @param weight W, [C, D]
   * @param lambda λ
   * @param metric L_d of features; called once
   */
  static NDArray of(
      NDArray features,
      NDArray logits,
      NDArray labels,
      NDArray weight,
      double lambda,
      UnaryOperator<NDArray> metric) {
    return TensorScopes.keep(
        features.getManager(),
        () -> {
          NDArray error = Activation.sigmoid(logits.stopGradient()).sub(labels);
          NDArray own =
              norm(error.matMul(weight.stopGradient()))
                  .div(scalar(features, (double) logits.getShape().size()));
          return metricNorm(features, metric)
              .mul(scalar(features, lambda))
              .div(own.maximum(scalar(features, MIN)));
        });
  }

  private static NDArray metricNorm(NDArray features, UnaryOperator<NDArray> metric) {
    NDArray z = features.stopGradient().duplicate();
    z.setRequiresGradient(true);
    try (GradientMode on = GradientMode.on()) {
      Gradients.backward(metric.apply(z));
    }
    return norm(Gradients.of(z).stopGradient());
  }

  private static NDArray norm(NDArray gradient) {
    return gradient.square().sum().sqrt();
  }

  private static NDArray scalar(NDArray like, double value) {
    return EngineConstants.scalar(like.getManager(), value);
  }
}
