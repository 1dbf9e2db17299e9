package io.wood.refiner.view;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.refiner.stage.StageOutputs;
import java.util.Optional;

/** Finds the results of single images in the store. */
final class ImageResults {
  private final StageOutputs outputs;

  ImageResults(StageOutputs outputs) {
    this.outputs = outputs;
  }

  /** Returns the result; while a retry runs, none that it has still to repeat. */
  Optional<ImageRefined> find(RefinementSummary summary, RefinementStage stage, String image) {
    RefinementRequested request = summary.request();
    return outputs
        .result(request.refinement(), stage, image)
        .filter(
            result ->
                summary.ended()
                    || result.problem().isEmpty()
                    || !request.retries(result.refinedAt()));
  }
}
