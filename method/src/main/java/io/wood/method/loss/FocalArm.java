package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.method.tensor.EngineConstants;

/**
 * OoDs as plain negatives that count by how wrong the classifier is. With ℓ_c the logit of class c,
 *
 * <p>L_ood = mean over images and classes of σ(ℓ_c)^γ · BCE(ℓ_c, 0)
 *
 * <p>The weight σ(ℓ_c)^γ is a constant of the step: no gradient goes through it. It is the factor
 * (1 − p_t)^γ of a negative in the focal loss (Lin et al., <i>Focal Loss for Dense Object
 * Detection</i>, ICCV 2017), which differentiates it as well. γ = 0 gives plain negatives.
 */
final class FocalArm implements TrainingArm {
  private final double gamma;

  FocalArm(MetricLoss parameters) {
    this.gamma = parameters.gamma();
  }

  @Override
  public NDArray oods(NetworkInTraining network, NDArray features, NDArray logits) {
    NDArray exponent = EngineConstants.scalar(logits.getManager(), gamma);
    NDArray weight = Activation.sigmoid(logits.stopGradient()).pow(exponent);
    return ClassificationLoss.softPlus(logits).mul(weight).mean();
  }
}
