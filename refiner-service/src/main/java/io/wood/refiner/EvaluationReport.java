package io.wood.refiner;

import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import java.util.Map;

/**
 * What the masks of a refinement are worth against ground truth, which nothing before has seen.
 *
 * @param refinement its id
 * @param classes background first
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param images one row per image that has a ground truth
 */
record EvaluationReport(
    String refinement,
    List<String> classes,
    Map<String, SegmentationScores> figures,
    List<ImageFigures> images) {

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param name for people
   * @param split of the dataset
   * @param labels its classes
   * @param meanIou by stage
   */
  record ImageFigures(
      String image, String name, String split, List<String> labels, Map<String, Double> meanIou) {}
}
