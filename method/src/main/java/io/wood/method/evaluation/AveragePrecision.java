package io.wood.method.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Computes the area under the precision-recall curve of a ranking: AP = Σ_n (R_n − R_{n−1})·P_n
 * over the distinct scores, highest first. Equal scores are one point of the curve, so that their
 * order has no effect.
 */
public final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * AP of one class.
   *
   * @param scores one for each image
   * @param relevant whether the image shows the class
   * @return NaN when no image does
   * @throws IllegalArgumentException when a score is NaN: it cannot be ranked
   */
  public static double of(double[] scores, boolean[] relevant) {
    if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a score is not a number; train the network again");
    }
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
    int seen = 0;
    int hits = 0;
    double area = 0;
    while (seen < order.length) {
      double score = scores[order[seen]];
      int before = hits;
      while (seen < order.length && scores[order[seen]] == score) {
        hits += relevant[order[seen++]] ? 1 : 0;
      }
      area += (hits - before) * (double) hits / seen;
    }
    return area / hits;
  }

  /** Mean over the classes that occur; NaN when none does. */
  public static double mean(double[] perClass) {
    return Arrays.stream(perClass).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
