package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.ImageRefined;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;
import io.wood.method.image.LabelMaps;
import io.wood.method.walk.BackgroundThreshold;
import io.wood.method.walk.WalkedMaps;
import java.util.HashMap;
import java.util.Map;

/**
 * The background threshold of a refinement: the one that was asked for (the masks are then written
 * already), or the one that the statistics of all walked maps suggest, with which the masks are
 * written here. No pixel label takes part.
 */
final class ChooseThreshold {
  private static final double OTHERWISE = .25;

  private final StageOutputs outputs;

  ChooseThreshold(StageOutputs outputs) {
    this.outputs = outputs;
  }

  /**
   * What was chosen.
   *
   * @param threshold of the background plane
   * @param masks that were written here, by image; empty when the stage had written them
   */
  record Chosen(double threshold, Map<String, ArtifactRef> masks) {}

  Chosen of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RunReporter reporter) {
    Double asked = request.parameters().backgroundThreshold();
    if (asked != null) {
      return new Chosen(asked, Map.of());
    }
    BackgroundThreshold statistics = new BackgroundThreshold();
    for (DatasetManifest.Image image : dataset.of(DatasetManifest.Split.TRAIN)) {
      if (usable(walked, image)) {
        statistics.add(maps(request, image));
      }
    }
    double chosen = statistics.choose(OTHERWISE);
    Map<String, ArtifactRef> masks = new HashMap<>();
    int done = 0;
    for (DatasetManifest.Image image : dataset.images()) {
      if (usable(walked, image)) {
        masks.put(
            image.artifact().sha256(),
            outputs.put(
                request.refinement(),
                RefinementStage.MASK,
                image.artifact().sha256(),
                OutputNames.MASK,
                LabelMaps.encode(maps(request, image).mask(chosen)),
                "image/png"));
      }
      reporter.progress(
          "masks", ++done, dataset.images().size(), "images", Map.of("threshold", chosen));
    }
    return new Chosen(chosen, masks);
  }

  private WalkedMaps maps(RefinementRequested request, DatasetManifest.Image image) {
    return WalkedMaps.fromBytes(
        outputs.get(
            request.refinement(),
            RefinementStage.MASK,
            image.artifact().sha256(),
            OutputNames.PROBABILITIES));
  }

  private static boolean usable(Map<String, ImageRefined> walked, DatasetManifest.Image image) {
    ImageRefined refined = walked.get(image.artifact().sha256());
    return refined != null && refined.problem().isEmpty();
  }
}
