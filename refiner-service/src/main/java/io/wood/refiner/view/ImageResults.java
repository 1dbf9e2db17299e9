package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.stage.StageOutputs;
import java.util.Optional;

/** Finds the results of single images: in the view while a refinement runs, then in the store. */
final class ImageResults {
  private final RefinementView view;
  private final StageOutputs outputs;

  ImageResults(RefinementView view, StageOutputs outputs) {
    this.view = view;
    this.outputs = outputs;
  }

  Optional<ImageRefined> find(RefinementSummary summary, RefinementStage stage, String image) {
    String refinement = summary.request().refinement();
    return summary.ended()
        ? outputs.result(refinement, stage, image)
        : view.refinedOne(refinement, stage, image);
  }
}
