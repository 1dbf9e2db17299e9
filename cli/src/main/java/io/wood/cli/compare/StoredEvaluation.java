package io.wood.cli.compare;

import io.wood.cli.report.EvaluatedStage;
import io.wood.cli.report.SeedRun;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.ArtifactStore;
import io.wood.store.Json.LongList;
import io.wood.store.Manifests;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A refinement's evaluation as the refiner stores it, without its images.
 *
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 */
record StoredEvaluation(Map<String, SegmentationScores> figures) {
  private static final String VALIDATION = "validation.";
  private static final Map<EvaluatedStage, String> STAGES =
      Map.of(
          EvaluatedStage.SEED,
          "seed",
          EvaluatedStage.PSEUDO_MASK,
          "mask",
          EvaluatedStage.SEGMENTATION,
          "segmentation",
          EvaluatedStage.LABELLED_SEGMENTATION,
          "segmentation-labelled");

  StoredEvaluation {
    figures = figures == null ? Map.of() : Map.copyOf(figures);
  }

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
        ? new StoredEvaluation(Map.of())
        : Manifests.load(
            store,
            completed.report(),
            StoredEvaluation.class,
            new LongList<>("images", ImageFigures.class, each));
  }

  SeedRun run(long seed) {
    Map<EvaluatedStage, SegmentationScores> scores = new EnumMap<>(EvaluatedStage.class);
    STAGES.forEach(
        (step, stage) -> {
          SegmentationScores found = figures.get(VALIDATION + stage);
          if (found != null) {
            scores.put(step, found);
          }
        });
    return new SeedRun(seed, scores);
  }

  /** Mean IoU of the CAM of each image that has a ground truth. */
  static Map<String, Double> seedByImage(ArtifactStore store, RefinementCompleted completed) {
    Map<String, Double> byImage = new HashMap<>();
    load(store, completed, image -> byImage.put(image.image(), image.seed()));
    return byImage;
  }
}
