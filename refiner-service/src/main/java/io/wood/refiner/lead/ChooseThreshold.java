package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.LabelMaps;
import io.wood.method.walk.BackgroundThreshold;
import io.wood.method.walk.WalkedMaps;
import io.wood.refiner.report.ResultsManifest;
import io.wood.refiner.stage.FullSize;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.InvalidJsonException;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Chooses the background threshold of a refinement: the requested one (the masks are then already
 * written), or the one that the walked maps of all training images suggest; the masks are then
 * written here. Uses no pixel labels.
 */
public final class ChooseThreshold {
  private static final Logger LOG = Logger.getLogger(ChooseThreshold.class);
  private static final double DEFAULT_THRESHOLD = .25;

  private final ArtifactStore store;
  private final StageOutputs outputs;

  public ChooseThreshold(ArtifactStore store, StageOutputs outputs) {
    this.store = store;
    this.outputs = outputs;
  }

  /**
   * The chosen threshold and the masks written with it.
   *
   * @param threshold of the background plane
   * @param suggested threshold of the rule, whether it was used or not
   * @param masks masks written here, by image; empty if the stage wrote them
   * @param problems why a mask could not be written, by image
   */
  record ChosenThreshold(
      double threshold,
      double suggested,
      Map<String, ArtifactRef> masks,
      Map<String, String> problems) {}

  ChosenThreshold of(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      LeadControl control) {
    Double requested = request.parameters().backgroundThreshold();
    double suggested = suggested(request, dataset, walked, reporter, control);
    double threshold =
        requested == null
            ? outputs.threshold(request.refinement(), () -> before(request).orElse(suggested))
            : requested;
    ChosenThreshold chosen =
        new ChosenThreshold(threshold, suggested, new HashMap<>(), new HashMap<>());
    if (requested == null) {
      write(request, dataset, walked, reporter, control, chosen);
    }
    return chosen;
  }

  /**
   * The threshold of the masks that a request before this retry completed: earlier versions kept it
   * in the results alone.
   */
  private Optional<Double> before(RefinementRequested request) {
    try {
      return new RefinementOutcomes(store)
          .completedBefore(request)
          .map(
              completed ->
                  Manifests.load(
                      store,
                      completed.results(),
                      ResultsManifest.class,
                      ResultsManifest.each(image -> {})))
          .map(ResultsManifest::backgroundThreshold);
    } catch (MissingObjectException | CorruptObjectException | InvalidJsonException e) {
      LOG.warnf(
          "refinement %s chooses its threshold again, its earlier results cannot be read: %s",
          request.refinement(), e.getMessage());
      return Optional.empty();
    }
  }

  private double suggested(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      LeadControl control) {
    BackgroundThreshold statistics = new BackgroundThreshold();
    int done = 0;
    var images = dataset.of(DatasetManifest.Split.TRAIN);
    for (DatasetManifest.Image image : images) {
      control.requireLead(request.refinement());
      if (usable(walked, image)) {
        try {
          statistics.add(maps(request, image));
        } catch (MissingObjectException | CorruptObjectException | IllegalArgumentException e) {
          // Writing its mask reports the problem; the statistics do not depend on one image.
        }
      }
      reporter.progress("threshold", ++done, images.size(), "images", Map.of());
    }
    return statistics.choose(DEFAULT_THRESHOLD);
  }

  private void write(
      RefinementRequested request,
      DatasetManifest dataset,
      Map<String, ImageRefined> walked,
      RefinementReporter reporter,
      LeadControl control,
      ChosenThreshold chosen) {
    int done = 0;
    for (DatasetManifest.Image image : dataset.images()) {
      control.requireLead(request.refinement());
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

  /** Returns the mask, or writes it unless it was written before a restart. */
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
