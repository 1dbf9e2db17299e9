package io.wood.refiner.lead;

import static io.wood.refiner.report.SetEvaluations.ADAPTED;
import static io.wood.refiner.report.SetEvaluations.CLEANED;
import static io.wood.refiner.report.SetEvaluations.LABELLED;
import static io.wood.refiner.report.SetEvaluations.MASK;
import static io.wood.refiner.report.SetEvaluations.SEED;
import static io.wood.refiner.report.SetEvaluations.SEGMENTATION;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.LabelAccuracy;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.walk.WalkedMaps;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.IrnProgress;
import io.wood.refiner.report.MaskGain;
import io.wood.refiner.report.SetEvaluations;
import io.wood.refiner.report.ThresholdSweeps;
import io.wood.refiner.stage.FullSize;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.stage.StageOutputs;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Compares seeds, pseudo-masks and predictions with ground truth. It is the only class of this
 * service that reads a ground-truth mask, and it runs after everything else has ended.
 */
public final class EvaluateMasks {
  private static final Logger LOG = Logger.getLogger(EvaluateMasks.class);

  private final ArtifactStore store;
  private final StageOutputs outputs;

  public EvaluateMasks(ArtifactStore store, StageOutputs outputs) {
    this.store = store;
    this.outputs = outputs;
  }

  /**
   * What to evaluate.
   *
   * @param masks true if there are seeds and pseudo-masks
   * @param predictions true if there are predictions of a segmentation network
   * @param threshold background threshold of the pseudo-masks
   * @param suggested threshold of the label-free rule
   * @param irn figures of IRN's last steps
   * @param remarks of the steps before
   */
  record EvaluationScope(
      boolean masks,
      boolean predictions,
      double threshold,
      double suggested,
      Map<String, Double> irn,
      List<String> remarks) {}

  /** Evaluates every refined image with a ground truth; the report lists the others. */
  EvaluationReport of(
      RefinementRequested request,
      DatasetManifest dataset,
      EvaluationScope scope,
      LeadControl control) {
    int labels = dataset.classes().size() + 1;
    SetEvaluations sets = new SetEvaluations(labels);
    ThresholdSweeps sweeps = new ThresholdSweeps(labels);
    Map<String, LabelAccuracy> accuracies = new TreeMap<>();
    List<EvaluationReport.ImageFigures> images = new ArrayList<>();
    List<EvaluationReport.NotEvaluated> notEvaluated = new ArrayList<>();
    for (DatasetManifest.Image image : dataset.images()) {
      control.requireLead(request.refinement());
      if (image.truth() == null) {
        continue;
      }
      try {
        ImageCounts counts = count(request, image, scope, labels);
        String sha = image.artifact().sha256();
        counts.masks.forEach(
            (stage, mask) ->
                sets.add(
                    split(image) + stage, sha, counts.truth, mask, counts.confusions.get(stage)));
        counts.maps.forEach(
            (stage, maps) -> {
              String set = split(image) + stage;
              sweeps.add(set, counts.truth.labels(), maps.keys, maps.planes);
              sets.addMaps(set, sha, counts.truth, maps.keys, maps.planes);
            });
        counts.label.ifPresent(
            label ->
                accuracies
                    .computeIfAbsent(splitName(image), split -> new LabelAccuracy())
                    .add(counts.truth.labels(), label.labels()));
        images.add(counts.figures(image));
      } catch (UnusableImageException
          | MissingObjectException
          | CorruptObjectException
          | IllegalArgumentException e) {
        LOG.warnf("not evaluated: %s: %s", image.name(), e.getMessage());
        notEvaluated.add(
            new EvaluationReport.NotEvaluated(
                image.artifact().sha256(), image.name(), String.valueOf(e.getMessage())));
      }
    }
    List<String> remarks = new ArrayList<>(scope.remarks());
    IrnProgress.remark(scope.irn()).ifPresent(remarks::add);
    Map<String, SegmentationScores> scores = sets.scores();
    List<EvaluationReport.Difference> differences = sets.differences();
    Map<String, EvaluationReport.Thresholds> thresholds =
        sweeps.compared(
            Map.of(SEED, request.parameters().cam().seedThreshold(), MASK, scope.threshold()),
            Map.of(MASK, scope.suggested()));
    remarks.addAll(MaskGain.remarks(differences, scores));
    List<String> classes = new ArrayList<>(List.of("background"));
    classes.addAll(dataset.classes());
    return new EvaluationReport(
        request.refinement(),
        classes,
        scores,
        thresholds,
        images,
        notEvaluated,
        shares(accuracies),
        scope.irn(),
        remarks,
        sets.pixelPrecision(),
        sets.falsePositives(),
        sets.boundaries(),
        differences,
        MaskGain.of(thresholds),
        sets.replicates());
  }

  private static Map<String, LabelAccuracy.Shares> shares(Map<String, LabelAccuracy> accuracies) {
    Map<String, LabelAccuracy.Shares> shares = new TreeMap<>();
    accuracies.forEach((split, accuracy) -> shares.put(split, accuracy.shares()));
    return shares;
  }

  private static String split(DatasetManifest.Image image) {
    return splitName(image) + ".";
  }

  private static String splitName(DatasetManifest.Image image) {
    return image.split().name().toLowerCase(Locale.ROOT);
  }

  /** Maps from which masks of any threshold are computed. */
  private record Maps(List<Integer> keys, ImagePlanes planes) {}

  /** The counts of one image; it counts only if all of its files can be read. */
  private record ImageCounts(
      LabelMap truth,
      Map<String, LabelMap> masks,
      Map<String, ConfusionMatrix> confusions,
      Map<String, Maps> maps,
      Optional<LabelMap> label) {
    EvaluationReport.ImageFigures figures(DatasetManifest.Image image) {
      Map<String, Double> meanIou = new LinkedHashMap<>();
      confusions.forEach((stage, confusion) -> meanIou.put(stage, confusion.scores().meanIou()));
      return new EvaluationReport.ImageFigures(
          image.artifact().sha256(), image.name(), splitName(image), image.labels(), meanIou);
    }
  }

  private ImageCounts count(
      RefinementRequested request, DatasetManifest.Image image, EvaluationScope scope, int labels)
      throws UnusableImageException {
    LabelMap truth = LabelMaps.decode(store.get(image.truth()));
    Map<String, LabelMap> masks = new LinkedHashMap<>();
    Map<String, Maps> maps = new LinkedHashMap<>();
    Optional<LabelMap> label = Optional.empty();
    String run = request.refinement();
    String sha = image.artifact().sha256();
    if (scope.masks()) {
      ActivationMaps cams =
          ActivationMaps.fromNpz(outputs.get(run, RefinementStage.CAM, sha, OutputNames.CAM));
      ImagePlanes seeds = cams.highResolution().resized(truth.height(), truth.width());
      masks.put(
          SEED,
          Argmax.withBackground(cams.keys(), seeds, request.parameters().cam().seedThreshold()));
      maps.put(SEED, new Maps(cams.keys(), seeds));
      known(run, RefinementStage.CAM, sha, OutputNames.CLEANED_SEED)
          .ifPresent(mask -> masks.put(CLEANED, mask));
      known(run, RefinementStage.CAM, sha, OutputNames.ADAPTED_SEED)
          .ifPresent(mask -> masks.put(ADAPTED, mask));
      label =
          known(run, RefinementStage.CAM, sha, OutputNames.IRN_LABEL)
              .map(made -> FullSize.of(made, truth.width(), truth.height()));
      masks.put(MASK, decoded(run, RefinementStage.MASK, sha, OutputNames.MASK));
      WalkedMaps walked =
          WalkedMaps.fromBytes(
              outputs.get(run, RefinementStage.MASK, sha, OutputNames.PROBABILITIES));
      maps.put(
          MASK,
          new Maps(walked.keys(), walked.probabilities().resized(truth.height(), truth.width())));
    }
    if (scope.predictions()) {
      masks.put(
          SEGMENTATION, decoded(run, RefinementStage.PREDICTION, sha, OutputNames.PREDICTION));
      known(run, RefinementStage.PREDICTION, sha, OutputNames.LABELLED_PREDICTION)
          .ifPresent(mask -> masks.put(LABELLED, mask));
    }
    Map<String, ConfusionMatrix> confusions = new LinkedHashMap<>();
    masks.forEach(
        (stage, mask) -> {
          ConfusionMatrix confusion = new ConfusionMatrix(labels);
          confusion.add(truth.labels(), mask.labels());
          confusions.put(stage, confusion);
        });
    return new ImageCounts(truth, masks, confusions, maps, label);
  }

  /** An output that older refinements lack. */
  private Optional<LabelMap> known(String run, RefinementStage stage, String image, String name)
      throws UnusableImageException {
    return outputs.find(run, stage, image, name).isPresent()
        ? Optional.of(decoded(run, stage, image, name))
        : Optional.empty();
  }

  private LabelMap decoded(String run, RefinementStage stage, String image, String name)
      throws UnusableImageException {
    return LabelMaps.decode(outputs.get(run, stage, image, name));
  }
}
