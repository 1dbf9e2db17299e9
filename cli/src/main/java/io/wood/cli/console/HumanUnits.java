package io.wood.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Formats durations, sizes and rates for display. */
public final class HumanUnits {
  private static final double KIBI = 1024;

  private HumanUnits() {}

  /** Such as {@code 0.8 s}, {@code 41 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  public static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** Such as {@code 512 B}, {@code 1.5 MiB}, {@code 2.0 GiB}. */
  public static String bytes(long bytes) {
    if (bytes < KIBI) {
      return bytes + " B";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double value = bytes / KIBI;
    int unit = 0;
    while (value >= KIBI && unit < units.length - 1) {
      value /= KIBI;
      unit++;
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }

  /** Such as {@code 12.3} or {@code 0.45}: three digits are enough for a rate. */
  public static String rate(double perSecond) {
    if (perSecond >= 99.95) {
      return String.format(Locale.ROOT, "%.0f", perSecond);
    }
    return String.format(Locale.ROOT, perSecond < 9.995 ? "%.2f" : "%.1f", perSecond);
  }
}
