package io.wood.bench.measure;

import java.util.List;

/**
 * Median and quartiles of repeated measurements.
 *
 * @param low lower quartile
 * @param median half of the values are below it
 * @param high upper quartile
 */
public record Quantiles(double low, double median, double high) {
  public static Quantiles of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("quantiles need at least one value");
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Quantiles(at(sorted, .25), at(sorted, .5), at(sorted, .75));
  }

  /** Quantiles of a single value. */
  public static Quantiles of(double value) {
    return new Quantiles(value, value, value);
  }

  private static double at(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
