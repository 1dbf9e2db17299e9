package io.wood.method.training;

import io.wood.method.data.ImageFeatures;
import io.wood.method.data.LabelledImages;
import io.wood.method.evaluation.AveragePrecision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores the network on images that are not trained on, by image-level labels only: multi-label
 * average precision, and its confidence in the classes of an image.
 */
final class ValidationScores {
  private ValidationScores() {}

  /**
   * {@code validation.mAP}, {@code validation.AP.CLASS} of the classes that occur, and {@code
   * validation.confidence}.
   */
  static Map<String, Double> metrics(
      List<String> classes, ImageFeatures features, LabelledImages validation) {
    Map<String, Double> metrics = new TreeMap<>();
    double[] perClass = new double[classes.size()];
    for (int c = 0; c < perClass.length; c++) {
      double[] scores = new double[features.count()];
      boolean[] relevant = new boolean[features.count()];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = features.logit(row, c);
        relevant[row] = validation.labels().get(features.index(row)).contains(c);
      }
      perClass[c] = AveragePrecision.of(scores, relevant);
      put(metrics, "validation.AP." + classes.get(c), perClass[c]);
    }
    double mean = AveragePrecision.mean(perClass);
    put(metrics, "validation.mAP", mean);
    put(metrics, "validation.confidence", confidence(features, validation));
    return metrics;
  }

  /**
   * {@code validation.confidence.blurred}: a value far below {@code validation.confidence} shows
   * that the network takes blur for "no class". Where OoDs are of lower quality than labelled
   * images, this shortcut lowers their loss without improving the classes.
   *
   * @param blurred features of the same images without their detail
   */
  static Map<String, Double> blurredMetrics(ImageFeatures blurred, LabelledImages validation) {
    Map<String, Double> metrics = new TreeMap<>();
    put(metrics, "validation.confidence.blurred", confidence(blurred, validation));
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String name, double value) {
    if (Double.isFinite(value)) {
      metrics.put(name, value);
    }
  }

  /** Mean probability of the classes that an image carries; NaN when none carries any. */
  private static double confidence(ImageFeatures features, LabelledImages validation) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < features.count(); row++) {
      for (int label : validation.labels().get(features.index(row))) {
        sum += 1 / (1 + Math.exp(-features.logit(row, label)));
        count++;
      }
    }
    return sum / count;
  }
}
