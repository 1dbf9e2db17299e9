package io.wood.bench;

/**
 * What a benchmark found.
 *
 * @param name of the benchmark and its variant
 * @param work what was done
 * @param threads that it was given
 * @param rounds how often
 * @param wall seconds
 * @param cpu seconds of processor time
 * @param value what the floor is about
 * @param floor what is asked of it
 * @param note what else was seen; may be empty
 */
record Measurement(
    String name,
    String work,
    int threads,
    int rounds,
    Quantiles wall,
    Quantiles cpu,
    Quantiles value,
    Floor floor,
    String note) {
  /** The median over the limit; for a limit from below the limit over the median. */
  double ratio() {
    return floor.least() ? floor.limit() / value.median() : value.median() / floor.limit();
  }

  /** True when the median keeps to the limit. */
  boolean met() {
    return ratio() <= 1;
  }

  /**
   * A limit.
   *
   * @param limit of the value
   * @param least the value must reach it instead of staying below
   * @param unit of the value
   * @param of what the value is
   */
  record Floor(double limit, boolean least, String unit, String of) {
    /** A time. */
    static Floor seconds(double limit, String of) {
      return new Floor(limit, false, "s", of);
    }

    /** A multiple of something measured in the same rounds. */
    static Floor times(double limit, String of) {
      return new Floor(limit, false, "x", of);
    }
  }
}
