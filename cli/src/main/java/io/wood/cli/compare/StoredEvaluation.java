package io.wood.cli.compare;

import io.wood.cli.report.EvaluatedStage;
import io.wood.cli.report.SeedRun;
import io.wood.cli.report.StageDifference;
import io.wood.cli.report.StageReplicates;
import io.wood.cli.report.StageScores;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.method.evaluation.BoundaryIou;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.ArtifactStore;
import io.wood.store.Json.LongList;
import io.wood.store.Manifests;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A refinement's evaluation as the refiner stores it, without its images.
 *
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param pixelPrecision of stages with maps, as {@code figures}; none in older evaluations
 * @param falsePositives as {@code figures}; none in older evaluations
 * @param boundaries as {@code figures}; none in older evaluations
 * @param differences between stages; none in older evaluations
 * @param replicates of figures, for differences to other evaluations; none in older evaluations
 */
record StoredEvaluation(
    Map<String, SegmentationScores> figures,
    Map<String, PixelAveragePrecision.Scores> pixelPrecision,
    Map<String, FalsePositives.Shares> falsePositives,
    Map<String, BoundaryIou.Scores> boundaries,
    List<Difference> differences,
    List<Replicates> replicates) {
  private static final String VALIDATION = "validation.";
  private static final FalsePositives.Shares UNKNOWN =
      new FalsePositives.Shares(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  private static final Map<EvaluatedStage, String> STAGES =
      Map.of(
          EvaluatedStage.SEED,
          "seed",
          EvaluatedStage.CLEANED_SEED,
          "seed-crf",
          EvaluatedStage.ADAPTED_SEED,
          "seed-par",
          EvaluatedStage.PSEUDO_MASK,
          "mask",
          EvaluatedStage.SEGMENTATION,
          "segmentation",
          EvaluatedStage.LABELLED_SEGMENTATION,
          "segmentation-labelled");

  StoredEvaluation {
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    pixelPrecision = pixelPrecision == null ? Map.of() : Map.copyOf(pixelPrecision);
    falsePositives = falsePositives == null ? Map.of() : Map.copyOf(falsePositives);
    boundaries = boundaries == null ? Map.of() : Map.copyOf(boundaries);
    differences = differences == null ? List.of() : List.copyOf(differences);
    replicates = replicates == null ? List.of() : List.copyOf(replicates);
  }

  /**
   * The difference between two stages.
   *
   * @param figure {@code mIoU} or {@code PxAP}
   * @param set {@code split.stage}
   * @param reference what is subtracted, {@code split.stage}
   * @param value with its interval
   */
  record Difference(String figure, String set, String reference, PairedDifference value) {}

  /**
   * A figure and those of resampled images.
   *
   * @param figure {@code mIoU} or {@code PxAP}
   * @param set {@code split.stage}
   * @param value with its replicates
   */
  record Replicates(String figure, String set, Resampled value) {}

  /**
   * One image that has a ground truth.
   *
   * @param image SHA-256 of the image
   * @param meanIou by stage
   */
  private record ImageFigures(String image, Map<String, Double> meanIou) {
    double seed() {
      return meanIou.getOrDefault("seed", Double.NaN);
    }
  }

  static StoredEvaluation load(ArtifactStore store, RefinementCompleted completed) {
    return load(store, completed, image -> {});
  }

  private static StoredEvaluation load(
      ArtifactStore store, RefinementCompleted completed, Consumer<ImageFigures> each) {
    return completed.report() == null
        ? new StoredEvaluation(null, null, null, null, null, null)
        : Manifests.load(
            store,
            completed.report(),
            StoredEvaluation.class,
            new LongList<>("images", ImageFigures.class, each));
  }

  SeedRun run(long seed) {
    Map<EvaluatedStage, StageScores> scores = new EnumMap<>(EvaluatedStage.class);
    Map<String, EvaluatedStage> stages = new HashMap<>();
    STAGES.forEach(
        (step, stage) -> {
          String set = VALIDATION + stage;
          stages.put(set, step);
          if (figures.containsKey(set)) {
            scores.put(step, scores(set));
          }
        });
    return new SeedRun(
        seed,
        scores,
        differences.stream()
            .filter(each -> stages.containsKey(each.set()))
            .filter(each -> stages.containsKey(each.reference()))
            .map(
                each ->
                    new StageDifference(
                        each.figure(),
                        stages.get(each.set()),
                        stages.get(each.reference()),
                        each.value()))
            .sorted(Comparator.comparing(StageDifference::stage))
            .toList(),
        replicates.stream()
            .filter(each -> stages.containsKey(each.set()))
            .map(each -> new StageReplicates(each.figure(), stages.get(each.set()), each.value()))
            .toList());
  }

  private StageScores scores(String set) {
    PixelAveragePrecision.Scores pixels = pixelPrecision.get(set);
    BoundaryIou.Scores boundary = boundaries.get(set);
    return new StageScores(
        figures.get(set),
        pixels == null ? Double.NaN : pixels.pooled(),
        boundary == null ? Double.NaN : boundary.mean(),
        falsePositives.getOrDefault(set, UNKNOWN));
  }

  /** Mean IoU of the CAM of each image that has a ground truth. */
  static Map<String, Double> seedByImage(ArtifactStore store, RefinementCompleted completed) {
    Map<String, Double> byImage = new HashMap<>();
    load(store, completed, image -> byImage.put(image.image(), image.seed()));
    return byImage;
  }
}
