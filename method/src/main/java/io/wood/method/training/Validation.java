package io.wood.method.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Multi-label average precision on images that were not trained on: image-level labels only. */
final class Validation {
  private Validation() {}

  /** {@code validation.mAP} and {@code validation.AP.CLASS} of the classes that occur. */
  static Map<String, Double> metrics(
      List<String> classes, Features features, LabelledImages validation) {
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
      if (Double.isFinite(perClass[c])) {
        metrics.put("validation.AP." + classes.get(c), perClass[c]);
      }
    }
    double mean = AveragePrecision.mean(perClass);
    if (Double.isFinite(mean)) {
      metrics.put("validation.mAP", mean);
    }
    return metrics;
  }
}
