package io.wood.refiner.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Says how well IRN learned, from its last steps' affinity losses: the mean of −ln(affinity) over
 * pairs of cells with the same label, and that of −ln(1 − affinity) over pairs with different ones
 * (IRN, section 4.2). Their mean is the cross-entropy, in nats, of guessing which of the two a pair
 * is, when both are equally frequent; ln 2, one bit, is chance.
 */
public final class IrnProgress {
  private static final String POSITIVE = "loss.positive";
  private static final String NEGATIVE = "loss.negative";

  /** Both losses with an edge of ½ everywhere; with any other constant their mean is higher. */
  private static final double CHANCE = Math.log(2);

  /**
   * Mean loss above which IRN learned less than a tenth of the bit. A lower one does not say that
   * the walk helps: with .58, masks of photographs gained 9 points on their seeds, and masks of
   * drawings none. {@link MaskGain#remarks} says that where there is ground truth.
   */
  private static final double LITTLE = .9 * CHANCE;

  private IrnProgress() {}

  /** Means over the steps, such as {@code irn.loss.positive}. */
  public static Map<String, Double> figures(List<Map<String, Double>> steps) {
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

  /**
   * One sentence with both losses.
   *
   * @param figures with those of {@link #figures}; empty if it lacks them, as that of an IRN from
   *     an earlier version
   */
  public static Optional<String> summary(Map<String, Double> figures) {
    return mean(figures).isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "IRN's affinity losses in its last steps: %.2f for pairs of cells with the same label, %.2f for pairs with different ones; %.2f is chance",
                figures.get("irn." + POSITIVE),
                figures.get("irn." + NEGATIVE),
                CHANCE));
  }

  /** A remark on these {@link #figures} when IRN learned next to nothing, or no edges at all. */
  public static Optional<String> remark(Map<String, Double> figures) {
    OptionalDouble mean = mean(figures);
    if (mean.isPresent() && figures.get("irn." + NEGATIVE) == 0) {
      return Optional.of(
          "IRN learned no edges: in its last steps no two cells near each other had different labels; look at the labels, and at irnLabels.foregroundThreshold and irnLabels.backgroundThreshold");
    }
    return mean.isEmpty() || mean.getAsDouble() <= LITTLE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "IRN learned next to nothing: the mean of its affinity losses is %.2f, where %.2f is chance and 0.33 the reference's; raise irn.leastSteps or irn.momentum, or look at the labels",
                mean.getAsDouble(),
                CHANCE));
  }

  private static OptionalDouble mean(Map<String, Double> figures) {
    Double positive = figures.get("irn." + POSITIVE);
    Double negative = figures.get("irn." + NEGATIVE);
    return positive == null || negative == null
        ? OptionalDouble.empty()
        : OptionalDouble.of((positive + negative) / 2);
  }
}
