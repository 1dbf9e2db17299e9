package io.wood.refiner.view;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean IoU of the images of a dataset by stage, found by their place in the dataset. A figure
 * takes 8 bytes, so that a page sorts 100,000 images without their report.
 */
final class FigureTable {
  /** Takes the place of a figure that the report does not have; one that it has may be NaN. */
  private static final double NONE = Double.NEGATIVE_INFINITY;

  private final int images;
  private final Map<String, double[]> stages = new TreeMap<>();

  FigureTable(int images) {
    this.images = images;
  }

  void set(int place, Map<String, Double> meanIou) {
    meanIou.forEach((stage, value) -> stages.computeIfAbsent(stage, any -> empty())[place] = value);
  }

  private double[] empty() {
    double[] figures = new double[images];
    Arrays.fill(figures, NONE);
    return figures;
  }

  /** The figure of an image; NaN if there is none. */
  double of(int place, String stage) {
    double[] figures = stages.get(stage);
    return figures == null || figures[place] == NONE ? Double.NaN : figures[place];
  }

  /** The figures of an image that the report has. */
  Map<String, Double> of(int place) {
    Map<String, Double> meanIou = new TreeMap<>();
    stages.forEach(
        (stage, figures) -> {
          if (figures[place] != NONE) {
            meanIou.put(stage, figures[place]);
          }
        });
    return meanIou;
  }
}
