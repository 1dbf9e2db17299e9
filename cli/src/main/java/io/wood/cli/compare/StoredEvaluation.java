package io.wood.cli.compare;

import io.wood.cli.report.EvaluatedStage;
import io.wood.cli.report.SeedRun;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A refinement's evaluation as the refiner stores it.
 *
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param images one row per image that has a ground truth
 */
record StoredEvaluation(Map<String, SegmentationScores> figures, List<ImageFigures> images) {
  private static final String VALIDATION = "validation.";
  private static final Map<EvaluatedStage, String> STAGES =
      Map.of(
          EvaluatedStage.SEED,
          "seed",
          EvaluatedStage.PSEUDO_MASK,
          "mask",
          EvaluatedStage.SEGMENTATION,
          "segmentation");

  StoredEvaluation {
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    images = images == null ? List.of() : List.copyOf(images);
  }

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param split of the dataset
   * @param meanIou by stage
   */
  record ImageFigures(String image, String split, Map<String, Double> meanIou) {
    double seed() {
      return meanIou.getOrDefault("seed", Double.NaN);
    }
  }

  static StoredEvaluation load(ArtifactStore store, RefinementCompleted completed) {
    return completed.report() == null
        ? new StoredEvaluation(Map.of(), List.of())
        : Manifests.load(store, completed.report(), StoredEvaluation.class);
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

  Map<String, Double> seedByImage() {
    Map<String, Double> byImage = new HashMap<>();
    images.forEach(image -> byImage.put(image.image(), image.seed()));
    return byImage;
  }
}
