package io.wood.refiner.report;

import io.wood.method.evaluation.LabelAccuracy;
import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import java.util.Map;

/**
 * The evaluation of a refinement's masks against ground truth, which no earlier step reads.
 *
 * @param refinement its id
 * @param classes background first
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param thresholds the background threshold compared with others, by {@code split.stage}
 * @param images one row per evaluated image
 * @param notEvaluated images that have a ground truth and could not be evaluated
 * @param irnLabels how many labels for IRN are right, by split
 * @param irn figures of IRN's last steps; none when another refinement trained it
 * @param remarks for a person
 */
public record EvaluationReport(
    String refinement,
    List<String> classes,
    Map<String, SegmentationScores> figures,
    Map<String, Thresholds> thresholds,
    List<ImageFigures> images,
    List<NotEvaluated> notEvaluated,
    Map<String, LabelAccuracy.Shares> irnLabels,
    Map<String, Double> irn,
    List<String> remarks) {

  public EvaluationReport {
    thresholds = thresholds == null ? Map.of() : thresholds;
    notEvaluated = notEvaluated == null ? List.of() : notEvaluated;
    irnLabels = irnLabels == null ? Map.of() : irnLabels;
    irn = irn == null ? Map.of() : irn;
    remarks = remarks == null ? List.of() : remarks;
  }

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param name display name
   * @param split of the dataset
   * @param labels its classes
   * @param meanIou by stage
   */
  public record ImageFigures(
      String image, String name, String split, List<String> labels, Map<String, Double> meanIou) {}

  /** An image that could not be evaluated, and why. */
  public record NotEvaluated(String image, String name, String reason) {}

  /**
   * Figures at several background thresholds.
   *
   * @param used the threshold of the masks
   * @param rule the threshold of the label-free rule; null for seeds, which have no rule
   * @param oracle the best threshold in hindsight, found with the ground truth: no mask uses it,
   *     and its figures are no result of weak supervision
   * @param curve every threshold in steps of .01
   */
  public record Thresholds(Point used, Point rule, Point oracle, List<Point> curve) {}

  /** A threshold and the figures at it; NaN where there are no pixels. */
  public record Point(double threshold, double meanIou, double precision, double recall) {}
}
