package io.wood.local.compare;

import io.wood.contracts.RefinementCompleted;
import io.wood.local.report.SeedRun;
import io.wood.local.report.Step;
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
record Evaluation(Map<String, SegmentationScores> figures, List<ImageFigures> images) {
  private static final String VALIDATION = "validation.";
  private static final Map<Step, String> STAGES =
      Map.of(Step.SEED, "seed", Step.PSEUDO_MASK, "mask", Step.SEGMENTATION, "segmentation");

  Evaluation {
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

  static Evaluation load(ArtifactStore store, RefinementCompleted completed) {
    return completed.report() == null
        ? new Evaluation(Map.of(), List.of())
        : Manifests.load(store, completed.report(), Evaluation.class);
  }

  SeedRun run(long seed) {
    Map<Step, SegmentationScores> scores = new EnumMap<>(Step.class);
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
