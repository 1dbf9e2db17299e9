package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.LabelMaps;
import io.wood.method.walk.BackgroundThreshold;
import io.wood.method.walk.WalkedMaps;
import io.wood.refiner.stage.FullSize;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageOutputs;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The background threshold of a refinement: the one that was asked for (the masks are then written
 * already), or the one that the statistics of all walked maps suggest, with which the masks are
 * written here. No pixel label takes part.
 */
public final class ChooseThreshold {
  private static final double OTHERWISE = .25;

  private final StageOutputs outputs;

  public ChooseThreshold(StageOutputs outputs) {
    this.outputs = outputs;
  }

  /**
   * What was chosen.
   *
   * @param threshold of the background plane
   * @param suggested what the rule says, whether it was followed or not
   * @param masks that were written here, by image; empty when the stage had written them
   * @param problems why a mask could not be written, by image
   */
  record Chosen(
      double threshold,
      double suggested,
      Map<String, ArtifactRef> masks,
      Map<String, String> problems) {}

  Chosen of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter) {
    Double asked = request.parameters().backgroundThreshold();
    double suggested = suggested(request, dataset, walked, reporter);
    Chosen chosen =
        new Chosen(asked == null ? suggested : asked, suggested, new HashMap<>(), new HashMap<>());
    if (asked == null) {
      write(request, dataset, walked, reporter, chosen);
    }
    return chosen;
  }

  private double suggested(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter) {
    BackgroundThreshold statistics = new BackgroundThreshold();
    int done = 0;
    var images = dataset.of(DatasetManifest.Split.TRAIN);
    for (DatasetManifest.Image image : images) {
      if (usable(walked, image)) {
        try {
          statistics.add(maps(request, image));
        } catch (MissingObjectException | CorruptObjectException | IllegalArgumentException e) {
          // Its mask tells of it; a statistic does not hang on one image.
        }
      }
      reporter.progress("threshold", ++done, images.size(), "images", Map.of());
    }
    return statistics.choose(OTHERWISE);
  }

  private void write(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      Chosen chosen) {
    int done = 0;
    for (DatasetManifest.Image image : dataset.images()) {
      if (usable(walked, image)) {
        String sha = image.artifact().sha256();
        try {
          chosen.masks().put(sha, mask(request, image, chosen.threshold()));
        } catch (MissingObjectException | CorruptObjectException | IllegalArgumentException e) {
          chosen.problems().put(sha, image.name() + ": " + e.getMessage());
        }
      }
      reporter.progress(
          "masks",
          ++done,
          dataset.images().size(),
          "images",
          Map.of("threshold", chosen.threshold()));
    }
  }

  /** Written before a restart, or written now. */
  private ArtifactRef mask(
      RefinementRequested request, DatasetManifest.Image image, double threshold) {
    String run = request.refinement();
    String sha = image.artifact().sha256();
    Optional<ArtifactRef> written = outputs.find(run, RefinementStage.MASK, sha, OutputNames.MASK);
    return written.orElseGet(
        () ->
            outputs.put(
                run,
                RefinementStage.MASK,
                sha,
                OutputNames.MASK,
                LabelMaps.encode(FullSize.of(maps(request, image).mask(threshold), image)),
                "image/png"));
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
