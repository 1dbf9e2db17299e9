package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss;

/**
 * OoDs as negatives at their positions. An OoD shows no class anywhere, so every position of its
 * map is known to be background, of which the pooled logit of a plain negative keeps the mean
 * alone: <i>surely not here</i> pays for <i>perhaps there</i>. With ℓ_c(u) the logit of class c at
 * position u,
 *
 * <p>L_ood = mean over images and classes of the mean of max(0, ℓ_c(u) + m) over the share q of the
 * positions with the highest ℓ_c.
 *
 * <p>It is 0 from ℓ = −m on: a CAM is cut at 0, and evidence <i>against</i> a class, such as blur,
 * is not asked for.
 */
final class PositionArm implements TrainingArm {
  private final double share;
  private final float margin;

  PositionArm(MetricLoss parameters) {
    this.share = parameters.positions();
    this.margin = (float) parameters.margin();
  }

  @Override
  public NDArray oods(NetworkInTraining network, NDArray features, NDArray logits) {
    NDArray maps = network.network().positionLogits(features);
    Shape shape = maps.getShape();
    long positions = shape.get(2) * shape.get(3);
    int counted = (int) Math.max(1, Math.round(share * positions));
    NDArray highest = maps.reshape(shape.get(0), shape.get(1), positions).topK(counted, 2).get(0);
    return highest.add(margin).getNDArrayInternal().relu().mean();
  }
}
