package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import io.wood.method.evaluation.PairedDifference;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Formats metrics: shares from 0 to 1 are shown as points from 0 to 100. */
final class NumberFormats {
  static final String NONE = "–";

  private NumberFormats() {}

  static String points(double share) {
    return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** Formats a difference with its sign. */
  static String gain(double share) {
    return Double.isNaN(share)
        ? NONE
        : String.format(Locale.ROOT, "%+.1f", 100 * share).replace('-', '−');
  }

  /** Formats the mean, and the deviation when there are several seeds. */
  static String points(Optional<MeanDeviation> spread) {
    return spread.map(s -> points(s.mean()) + deviation(s)).orElse(NONE);
  }

  static String gain(Optional<MeanDeviation> spread) {
    return spread.map(s -> gain(s.mean()) + deviation(s)).orElse(NONE);
  }

  /** Formats a difference with its interval. */
  static String interval(PairedDifference paired) {
    return "%s [%s, %s]"
        .formatted(gain(paired.difference()), gain(paired.low()), gain(paired.high()));
  }

  private static String deviation(MeanDeviation spread) {
    return spread.count() < 2
        ? ""
        : String.format(Locale.ROOT, " ± %.1f", 100 * spread.deviation());
  }

  /** Formats minutes and seconds, or seconds with one decimal below a minute. */
  static String time(Duration time) {
    if (time.toMinutes() == 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  /** Returns the CSS class by sign; even within a twentieth of a point. */
  static String tone(double gain) {
    return Math.abs(gain) < .0005 || Double.isNaN(gain) ? "even" : gain > 0 ? "up" : "down";
  }
}
