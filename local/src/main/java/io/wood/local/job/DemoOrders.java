package io.wood.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.Arm;
import io.wood.contracts.RefinementParameters;
import io.wood.contracts.TrainingParameters;
import io.wood.local.client.Knobs;
import io.wood.local.demo.DemoParameters;

/** What the demo asks the trainer for. */
final class DemoOrders {
  private static final String REQUESTED_BY = "demo";

  private DemoOrders() {}

  /** The classifier that the ranker and both arms start from. */
  static JsonNode base() {
    return order(DemoParameters.base(0)).set("datasetName", DemoData.NAME).tree();
  }

  /** Control or W-OoD, from the base. */
  static JsonNode arm(Arm arm, long seed, String base, boolean segmentation) {
    RefinementParameters refinement =
        segmentation ? DemoParameters.segmented(seed) : DemoParameters.refinement(seed);
    Knobs order =
        order(DemoParameters.arm(arm, seed))
            .set("initialExperiment", base)
            .set("refinement", refinement);
    // A tree leaves out what is null in a record, and what is left out is as published.
    if (refinement.backgroundThreshold() == null) {
      order.assign("refinement.backgroundThreshold=null");
    }
    return order.tree();
  }

  private static Knobs order(TrainingParameters parameters) {
    return Knobs.none()
        .set("arm", parameters.arm())
        .set("seed", parameters.seed())
        .set("parameters", parameters)
        .set("requestedBy", REQUESTED_BY);
  }
}
