package io.wood.bench.measure;

/**
 * One result of a benchmark.
 *
 * @param name of the benchmark and its variant
 * @param work what was measured
 * @param threads that were available
 * @param rounds measured repetitions
 * @param wall seconds
 * @param cpu seconds of processor time
 * @param value the figure that is compared with the target
 * @param target limit of the value
 * @param note further figures; may be empty
 */
public record Measurement(
    String name,
    String work,
    int threads,
    int rounds,
    Quantiles wall,
    Quantiles cpu,
    Quantiles value,
    Target target,
    String note) {
  /** Median over limit; for a lower limit, limit over median. */
  public double ratio() {
    return target.minimum() ? target.limit() / value.median() : value.median() / target.limit();
  }

  /** True when the median is within the limit. */
  public boolean met() {
    return ratio() <= 1;
  }

  /**
   * The limit of a measured value.
   *
   * @param limit of the value
   * @param minimum true for a lower limit, false for an upper one
   * @param unit of the value
   * @param of what the value is
   */
  public record Target(double limit, boolean minimum, String unit, String of) {
    /** An upper limit in seconds. */
    public static Target seconds(double limit, String of) {
      return new Target(limit, false, "s", of);
    }

    /** An upper limit as a multiple of something measured in the same rounds. */
    public static Target times(double limit, String of) {
      return new Target(limit, false, "x", of);
    }
  }
}
