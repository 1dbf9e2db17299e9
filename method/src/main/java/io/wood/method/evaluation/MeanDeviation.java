package io.wood.method.evaluation;

import java.util.List;

/**
 * Mean and deviation of a figure over several seeds.
 *
 * @param mean arithmetic mean
 * @param deviation sample standard deviation (n − 1); 0 for a single seed
 * @param count number of seeds
 */
public record MeanDeviation(double mean, double deviation, int count) {

  /** From one figure per seed. */
  public static MeanDeviation of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("mean and deviation need at least one figure");
    }
    double mean = figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = figures.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    int count = figures.size();
    return new MeanDeviation(mean, count == 1 ? 0 : Math.sqrt(squares / (count - 1)), count);
  }
}
