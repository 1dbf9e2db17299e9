package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.contracts.parameter.MetricLoss;
import java.util.Optional;

/**
 * Objects on OoDs: positions that show nothing but an OoD are background, whatever a CAM has missed
 * of the objects. With O_b these positions of image b and ℓ_bc(u) the logit of class c at u,
 *
 * <p>L_ood = 1/N Σ_b 1/|O_b| Σ_{u ∈ O_b} Σ_c max(0, ℓ_bc(u) + m)
 *
 * <p>An image without such a position adds 0.
 */
final class CanvasArm implements TrainingArm {
  private final float margin;

  CanvasArm(MetricLoss parameters) {
    this.margin = (float) parameters.margin();
  }

  @Override
  public Optional<NDArray> background(
      NetworkInTraining network, NDArray features, NDArray background) {
    NDArray logits = network.network().positionLogits(features);
    NDArray loss = logits.add(margin).getNDArrayInternal().relu().sum(new int[] {1});
    int[] positions = {1, 2};
    NDArray counts = background.sum(positions).maximum(1);
    return Optional.of(loss.mul(background).sum(positions).div(counts).mean());
  }
}
