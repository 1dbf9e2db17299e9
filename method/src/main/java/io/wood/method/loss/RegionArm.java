package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.method.cam.contrast.ClassRegions;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.EngineConstants;
import java.util.Map;
import java.util.Optional;

/**
 * OoDs as plain negatives, and a region of a labelled image is to look more like its class than
 * like OoDs. With the cosines of {@link ClassRegions}, of region r_bc to the prototype P_c and to
 * positions n of OoDs, an InfoNCE loss (van den Oord et al., 2018),
 *
 * <p>L_bc = −ln[ e^{cos(r_bc, P_c)/T} / (e^{cos(r_bc, P_c)/T} + Σ_{n ∈ B_bc} e^{cos(r_bc, n)/T}) ],
 *
 * <p>L_region = mean over images of the mean of L_bc over the classes c that image b shows; a class
 * whose map is 0 everywhere, or that has no prototype, does not count. An image without one that
 * counts adds 0.
 *
 * <p>B_bc are the positions most similar to r_bc without the first {@value #HARDEST}, which may
 * show the class: semi-hard negatives as in PPC (Du et al., CVPR 2022). A term e^{cos(r_bc, z)/T}
 * for the image's own background z, the mean direction where no class is active, is left out: CAMs
 * miss much of an object, so that z holds some of it, from which the region would be pushed away.
 * OoDs show no class at all. The map that weighs the positions of a region, max(0, ℓ_c), is a
 * constant of the step: no gradient goes through it.
 */
final class RegionArm implements TrainingArm {
  /** Number of negatives that are left out because they are the most similar. */
  private static final int HARDEST = 3;

  private final RegionContrast settings;

  RegionArm(RegionContrast settings) {
    this.settings = settings;
  }

  @Override
  public Optional<ContrastLoss> contrast(
      ContrastCentres centres, Classifier network, NDArray features, NDArray labels) {
    NDArray maps =
        network.positionLogits(features.stopGradient()).stopGradient().getNDArrayInternal().relu();
    ClassRegions regions = ClassRegions.of(centres, features, maps);
    NDArray temperature =
        EngineConstants.scalar(features.getManager(), settings.temperature().doubleValue());
    NDArray each =
        regions
            .toPrototypes()
            .expandDims(2)
            .concat(semiHard(regions.toNegatives()), 2)
            .div(temperature)
            .logSoftmax(2)
            .get(new NDIndex(":, :, 0"))
            .neg();
    NDArray counted = labels.mul(regions.known());
    int[] classes = {1};
    NDArray one = EngineConstants.scalar(features.getManager(), 1);
    NDArray loss = each.mul(counted).sum(classes).div(counted.sum(classes).maximum(one)).mean();
    return Optional.of(new ContrastLoss(loss, settings.weight(), Map.of("loss.region", loss)));
  }

  /**
   * The highest cosines without the first ones; at least one.
   *
   * @param cosines [n, C, K]
   */
  private NDArray semiHard(NDArray cosines) {
    int count = (int) cosines.getShape().get(2);
    int hardest = Math.min(HARDEST, count - 1);
    int taken = Math.min(hardest + settings.negatives(), count);
    return cosines.topK(taken, 2, true, true).get(0).get(new NDIndex(":, :, {}:", hardest));
  }
}
