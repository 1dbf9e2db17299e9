package io.wood.refiner.request;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.store.ArtifactStore;

/** Finds the segmentation network that a refinement trained or was given. */
final class SegmentationWeights {
  private SegmentationWeights() {}

  /**
   * Returns its weights.
   *
   * @throws IllegalArgumentException if there are none; names the remedy
   */
  static ArtifactRef of(ArtifactStore store, RefinementRequested request) {
    TrainingFiles files = new TrainingFiles(store);
    String id = request.refinement();
    if (request.parameters().segmentation() == null) {
      throw new IllegalArgumentException(
          "refinement '%s' has no segmentation network; ask for one with the parameter 'segmentation', or ./wood refine %s --segmentation --name ID"
              .formatted(id, request.model().experiment()));
    }
    return files
        .predictor(request)
        .or(() -> files.trained(id, TrainingFiles.SEGMENTATION))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "refinement '%s' has not trained its segmentation network yet; see how far it is at /api/refinements/%s"
                        .formatted(id, id)));
  }
}
