package io.wood.bench.curation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records durations of repeated work. */
final class DurationSamples {
  private final List<Double> millis = new ArrayList<>();

  void time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    millis.add((System.nanoTime() - start) / 1e6);
  }

  /** The quantile of this share, milliseconds. */
  double quantile(double share) {
    List<Double> sorted = millis.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, 90 %% %.1f, 99 %% %.1f, worst %.1f (%d times)",
        quantile(.5),
        quantile(.9),
        quantile(.99),
        quantile(1),
        millis.size());
  }
}
