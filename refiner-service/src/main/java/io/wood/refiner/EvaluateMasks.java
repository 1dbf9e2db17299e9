package io.wood.refiner;

import io.wood.contracts.DatasetManifest;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;
import io.wood.method.cam.Cams;
import io.wood.method.evaluation.Confusion;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.walk.PseudoMasks;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Compares seeds, pseudo-masks and predictions with ground truth. The only class of this service
 * that opens a ground-truth mask, and it runs when everything else has ended.
 */
final class EvaluateMasks {
  private static final Logger LOG = Logger.getLogger(EvaluateMasks.class);

  private final ArtifactStore store;
  private final StageOutputs outputs;

  EvaluateMasks(ArtifactStore store, StageOutputs outputs) {
    this.store = store;
    this.outputs = outputs;
  }

  /** Every image that has a truth and was refined; the others are left out and named in the log. */
  EvaluationReport of(RefinementRequested request, DatasetManifest dataset) {
    Map<String, Confusion> confusions = new TreeMap<>();
    List<EvaluationReport.ImageFigures> images = new ArrayList<>();
    for (DatasetManifest.Image image : dataset.images()) {
      if (image.truth() == null) {
        continue;
      }
      try {
        images.add(count(request, dataset, image, confusions));
      } catch (UnusableImageException
          | MissingObjectException
          | CorruptObjectException
          | IllegalArgumentException e) {
        LOG.warnf("not evaluated: %s: %s", image.name(), e.getMessage());
      }
    }
    Map<String, SegmentationScores> figures = new TreeMap<>();
    confusions.forEach((name, confusion) -> figures.put(name, confusion.scores()));
    List<String> classes = new ArrayList<>(List.of("background"));
    classes.addAll(dataset.classes());
    return new EvaluationReport(request.refinement(), classes, figures, images);
  }

  private EvaluationReport.ImageFigures count(
      RefinementRequested request,
      DatasetManifest dataset,
      DatasetManifest.Image image,
      Map<String, Confusion> confusions)
      throws UnusableImageException {
    LabelMap truth = LabelMaps.decode(store.get(image.truth()));
    String split = image.split().name().toLowerCase(Locale.ROOT);
    int labels = dataset.classes().size() + 1;
    Map<String, Double> own = new LinkedHashMap<>();
    for (Map.Entry<String, LabelMap> made : made(request, image).entrySet()) {
      Confusion confusion = new Confusion(labels);
      confusion.add(truth.labels(), made.getValue().labels());
      own.put(made.getKey(), confusion.scores().meanIou());
      confusions
          .computeIfAbsent(split + "." + made.getKey(), name -> new Confusion(labels))
          .add(confusion);
    }
    return new EvaluationReport.ImageFigures(
        image.artifact().sha256(), image.name(), split, image.labels(), own);
  }

  private Map<String, LabelMap> made(RefinementRequested request, DatasetManifest.Image image)
      throws UnusableImageException {
    String run = request.refinement();
    String sha = image.artifact().sha256();
    Map<String, LabelMap> made = new LinkedHashMap<>();
    Cams cams = Cams.fromNpz(outputs.get(run, RefinementStage.CAM, sha, OutputNames.CAM));
    made.put(
        "seed",
        PseudoMasks.argmax(
            cams.keys(), cams.highResolution(), request.parameters().cam().seedThreshold()));
    made.put(
        "mask", LabelMaps.decode(outputs.get(run, RefinementStage.MASK, sha, OutputNames.MASK)));
    if (request.parameters().segmentation() != null) {
      made.put(
          "segmentation",
          LabelMaps.decode(
              outputs.get(run, RefinementStage.PREDICTION, sha, OutputNames.PREDICTION)));
    }
    return made;
  }
}
