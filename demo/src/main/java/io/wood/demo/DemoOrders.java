package io.wood.demo;

import io.wood.cli.client.ParameterTree;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.demo.drawing.DemoParameters;

/** Builds the demo's requests to the trainer. */
final class DemoOrders {
  private static final String REQUESTED_BY = "demo";

  private DemoOrders() {}

  /** The classifier that the ranker and both arms start from. */
  static ExperimentOrder base() {
    return order(DemoParameters.base(0), DemoData.NAME, null, null);
  }

  /** Control or W-OoD, from the base. */
  static ExperimentOrder arm(Arm arm, long seed, String base, boolean segmentation) {
    return order(
        DemoParameters.arm(arm, seed),
        null,
        base,
        segmentation ? DemoParameters.segmented(seed) : DemoParameters.refinement(seed));
  }

  private static ExperimentOrder order(
      TrainingParameters parameters, String dataset, String base, RefinementParameters refinement) {
    return new ExperimentOrder(
        null,
        null,
        dataset,
        null,
        base,
        parameters.arm(),
        parameters.seed(),
        ParameterTree.of(parameters).values(),
        null,
        refinement == null ? null : ParameterTree.of(refinement).values(),
        REQUESTED_BY);
  }
}
