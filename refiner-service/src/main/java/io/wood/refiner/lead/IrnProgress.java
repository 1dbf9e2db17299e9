package io.wood.refiner.lead;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says how well IRN learned, from its last steps' losses. */
final class IrnProgress {
  private static final String POSITIVE = "loss.positive";
  private static final String NEGATIVE = "loss.negative";

  /** An edge of ½ everywhere has an affinity loss of ln 2 = .69; the official runs reach .33. */
  private static final double LITTLE = .5;

  private IrnProgress() {}

  /** Means over the steps, such as {@code irn.loss.positive}. */
  static Map<String, Double> figures(List<Map<String, Double>> steps) {
    Map<String, Double> figures = new TreeMap<>();
    for (String name : List.of(POSITIVE, NEGATIVE)) {
      steps.stream()
          .mapToDouble(step -> step.getOrDefault(name, Double.NaN))
          .filter(Double::isFinite)
          .average()
          .ifPresent(mean -> figures.put("irn." + name, mean));
    }
    return figures;
  }

  /** A remark on these {@link #figures} when the walk can hardly help. */
  static Optional<String> remark(Map<String, Double> figures) {
    Double positive = figures.get("irn." + POSITIVE);
    Double negative = figures.get("irn." + NEGATIVE);
    if (positive == null || negative == null || (positive + negative) / 2 <= LITTLE) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "IRN learned little, so that the walk hardly helps: affinity losses %.2f and %.2f, where .69 is chance and .33 usual; raise irn.leastSteps or irn.momentum, or look at the labels",
            positive,
            negative));
  }
}
