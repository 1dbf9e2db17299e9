package io.wood.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.Arm;
import io.wood.local.client.Knobs;
import java.util.List;

/**
 * The settings of the demo's experiments, small enough for two cores. A network that starts from
 * noise needs more momentum and no frozen stages; λ, τ and K are the paper's.
 */
final class DemoParameters {
  private static final String REQUESTED_BY = "demo";

  private DemoParameters() {}

  /** The classifier that the ranker and both arms start from. */
  static JsonNode base() {
    return common(Arm.BASE, 0)
        .set("datasetName", DemoData.NAME)
        .set("parameters.network.architecture", "small")
        .set("parameters.network.outputStride", 8)
        .set("parameters.schedule.steps", 1000)
        .set("parameters.optimiser.trunkRate", .2)
        .set("parameters.optimiser.classifierRate", .2)
        .tree();
  }

  /** Control or W-OoD: both go the same number of steps from the base. */
  static JsonNode arm(Arm arm, long seed, String base) {
    return common(arm, seed)
        .set("initialExperiment", base)
        .set("parameters.schedule.steps", 500)
        .set("parameters.optimiser.trunkRate", .05)
        .set("parameters.optimiser.classifierRate", .05)
        .set("refinement", refinement(seed).tree())
        .tree();
  }

  private static Knobs common(Arm arm, long seed) {
    return Knobs.none()
        .set("arm", arm)
        .set("seed", seed)
        .set("parameters.schedule.batchSize", 16)
        .set("parameters.schedule.checkpointSteps", 200)
        .set("parameters.optimiser.momentum", .9)
        .set("parameters.optimiser.frozenStages", 0)
        .set("parameters.augmentation.crop", 128)
        .set("parameters.augmentation.longSideLeast", 96)
        .set("parameters.augmentation.longSideMost", 160)
        .set("requestedBy", REQUESTED_BY);
  }

  private static Knobs refinement(long seed) {
    return Knobs.none()
        .set("cam.scales", List.of(1.0, 1.5))
        .set("irn.radius", 5)
        .set("irn.crop", 128)
        .set("irn.batchSize", 16)
        .set("irn.epochs", 2)
        .set("walk.radius", 4)
        .set("seed", seed);
  }
}
