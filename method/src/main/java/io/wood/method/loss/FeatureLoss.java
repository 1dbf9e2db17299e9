package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.function.UnaryOperator;

/**
 * A loss of features and its gradient at them, found at a copy, without a pass through the network:
 * so the gradient can be reported, and the loss need not be computed a second time to train by it.
 *
 * @param value a scalar
 * @param gradient at the features, of their shape
 */
record FeatureLoss(NDArray value, NDArray gradient) {
  /**
   * Computes both.
   *
   * @param features of any shape; their own record is not used
   * @param loss a scalar; called once
   */
  static FeatureLoss of(NDArray features, UnaryOperator<NDArray> loss) {
    NDArray copy = features.stopGradient().duplicate();
    copy.setRequiresGradient(true);
    try (GradientMode on = GradientMode.on()) {
      NDArray value = loss.apply(copy);
      Gradients.backward(value);
      return new FeatureLoss(value.stopGradient(), Gradients.of(copy).stopGradient());
    }
  }

  /**
   * The loss as a term of a larger one: its value, and its gradient for the backward pass.
   *
   * @param features those that it was computed at, recorded
   */
  NDArray term(NDArray features) {
    NDArray pull = features.mul(gradient).sum();
    return pull.sub(pull.stopGradient()).add(value);
  }
}
