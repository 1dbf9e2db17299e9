package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepDetail.Stop;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.trainer.experiment.Spreads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Suggests how many OoDs are enough: the smallest number n such that no larger number m gains more
 * than its spread, mean(y_m − y_n) ≤ s(y_m − y_n). The differences are paired by seed; s is their
 * sample standard deviation. The whole set and a number of the same size are one point.
 */
final class SuggestStop {
  private final Map<String, String> series;
  private final String metric;

  /** Figure by number of OoDs and seed. */
  private final TreeMap<Integer, Map<Long, Double>> curve = new TreeMap<>();

  private SuggestStop(Map<String, String> series, String metric) {
    this.series = series;
    this.metric = metric;
  }

  /** One suggestion for each curve of a sweep over the number of OoDs; else none. */
  static List<Stop> of(SweepOrder order, List<Run> runs, String metric) {
    if (!order.axes().get(0).name().equals(SweepOrder.OODS)) {
      return List.of();
    }
    Map<Map<String, String>, SuggestStop> curves = new LinkedHashMap<>();
    for (Run run : runs) {
      Map<String, String> others = new TreeMap<>(run.values());
      others.remove(SweepOrder.OODS);
      SuggestStop curve = curves.computeIfAbsent(others, series -> new SuggestStop(series, metric));
      Double figure = run.metrics().get(metric);
      if (figure != null) {
        curve.curve.computeIfAbsent(run.oods(), oods -> new TreeMap<>()).put(run.seed(), figure);
      }
    }
    return curves.values().stream().map(SuggestStop::suggest).flatMap(Optional::stream).toList();
  }

  private Optional<Stop> suggest() {
    List<Integer> numbers = List.copyOf(curve.keySet());
    if (numbers.size() < 2) {
      return Optional.empty();
    }
    int to = numbers.get(numbers.size() - 1);
    int from = numbers.get(numbers.size() - 2);
    return gain(from, to)
        .map(
            gain -> {
              Integer stop = stop(numbers);
              return new Stop(series, metric, stop, from, to, gain, text(stop, from, to, gain));
            });
  }

  /** Null where the last number still gains, and where one seed shows no spread. */
  private Integer stop(List<Integer> numbers) {
    for (int i = 0; i < numbers.size() - 1; i++) {
      int candidate = numbers.get(i);
      if (numbers.subList(i + 1, numbers.size()).stream()
          .allMatch(more -> isWithinSpread(candidate, more))) {
        return candidate;
      }
    }
    return null;
  }

  private boolean isWithinSpread(int from, int to) {
    return gain(from, to)
        .filter(gain -> gain.count() > 1 && gain.mean() <= gain.deviation())
        .isPresent();
  }

  /** Gain of one number over another, over the seeds that both have. */
  private Optional<Spread> gain(int from, int to) {
    List<Double> gains = new ArrayList<>();
    curve
        .get(to)
        .forEach(
            (seed, figure) -> {
              Double before = curve.get(from).get(seed);
              if (before != null) {
                gains.add(figure - before);
              }
            });
    return gains.isEmpty() ? Optional.empty() : Optional.of(Spreads.of(gains));
  }

  private String text(Integer stop, int from, int to, Spread gain) {
    String last =
        gain.count() < 2 ? String.format(Locale.ROOT, "%.1f", 100 * gain.mean()) : gain.percent();
    String advice =
        gain.count() < 2
            ? "give two seeds or more for a suggested stop"
            : stop == null
                ? "more OoDs may still help"
                : "suggested stop: %d, which no larger number exceeds by more than its spread"
                    .formatted(stop);
    return "%sthe last %d OoDs (%d → %d) gained %s points of %s; %s"
        .formatted(
            series.isEmpty() ? "" : series + ": ", to - from, from, to, last, metric, advice);
  }
}
