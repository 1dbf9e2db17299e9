package io.wood.refiner.report;

import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import java.util.Map;

/**
 * What the masks of a refinement are worth against ground truth, which nothing before has seen.
 *
 * @param refinement its id
 * @param classes background first
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param thresholds how the background threshold compares with others, by {@code split.stage}
 * @param images one row per image that has a ground truth and was evaluated
 * @param notEvaluated images that have a ground truth and could not be held against it
 */
public record EvaluationReport(
    String refinement,
    List<String> classes,
    Map<String, SegmentationScores> figures,
    Map<String, Thresholds> thresholds,
    List<ImageFigures> images,
    List<NotEvaluated> notEvaluated) {

  public EvaluationReport {
    thresholds = thresholds == null ? Map.of() : thresholds;
    notEvaluated = notEvaluated == null ? List.of() : notEvaluated;
  }

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param name for people
   * @param split of the dataset
   * @param labels its classes
   * @param meanIou by stage
   */
  public record ImageFigures(
      String image, String name, String split, List<String> labels, Map<String, Double> meanIou) {}

  /** An image that could not be evaluated, and why. */
  public record NotEvaluated(String image, String name, String reason) {}

  /**
   * Background thresholds against each other.
   *
   * @param used the one that the masks were made with
   * @param rule the one that the label-free rule suggests; null for seeds, which have no rule
   * @param oracle the best one in hindsight, found by looking at the ground truth: no mask was made
   *     with it, and no figure at it may be quoted as a result of weak supervision
   * @param curve every threshold in steps of .01
   */
  public record Thresholds(Point used, Point rule, Point oracle, List<Point> curve) {}

  /** A threshold and the figures at it; NaN where there are no pixels to speak of. */
  public record Point(double threshold, double meanIou, double precision, double recall) {}
}
