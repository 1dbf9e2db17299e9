package io.wood.bench.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How fast results arise. */
public final class ResultRate {
  /** Share of the results before the measurement: compilers are at work then. */
  private static final double WARM_UP = .25;

  private ResultRate() {}

  /**
   * Results per second, without the first quarter.
   *
   * @param times when they arose, in any order; at least two
   */
  public static double of(List<Instant> times) {
    List<Instant> sorted = times.stream().sorted().toList();
    int first = (int) (WARM_UP * sorted.size());
    Duration taken = Duration.between(sorted.get(first), sorted.get(sorted.size() - 1));
    return (sorted.size() - 1 - first) * 1e9 / Math.max(1, taken.toNanos());
  }
}
