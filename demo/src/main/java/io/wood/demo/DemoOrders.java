package io.wood.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ParameterTree;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.demo.drawing.DemoParameters;

/** Builds the demo's requests to the trainer. */
final class DemoOrders {
  private static final String REQUESTED_BY = "demo";

  private DemoOrders() {}

  /** The classifier that the ranker and both arms start from. */
  static JsonNode base() {
    return order(DemoParameters.base(0)).set("datasetName", DemoData.NAME).tree();
  }

  /** Control or W-OoD, from the base. */
  static JsonNode arm(Arm arm, long seed, String base, boolean segmentation) {
    return order(DemoParameters.arm(arm, seed))
        .set("initialExperiment", base)
        .set(
            "refinement",
            segmentation ? DemoParameters.segmented(seed) : DemoParameters.refinement(seed))
        .tree();
  }

  private static ParameterTree order(TrainingParameters parameters) {
    return ParameterTree.none()
        .set("arm", parameters.arm())
        .set("seed", parameters.seed())
        .set("parameters", parameters)
        .set("requestedBy", REQUESTED_BY);
  }
}
