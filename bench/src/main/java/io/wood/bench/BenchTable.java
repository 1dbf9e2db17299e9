package io.wood.bench;

import io.wood.bench.Measurement.Floor;
import io.wood.cli.console.Terminal;
import java.util.Locale;

/** A line a measurement as it is known. */
final class BenchTable {
  private static final String ROW = "%-28s %7s %9s %17s %9s %9s %17s %9s %7s  %s";

  private final Terminal terminal;

  BenchTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void header() {
    terminal.line(
        ROW.formatted(
            "benchmark",
            "threads",
            "median s",
            "quartiles",
            "CPU s",
            "value",
            "quartiles",
            "floor",
            "ratio",
            ""));
  }

  void row(Measurement measured) {
    Floor floor = measured.floor();
    terminal.line(
        ROW.formatted(
            measured.name(),
            measured.threads(),
            figure(measured.wall().median()),
            quartiles(measured.wall()),
            figure(measured.cpu().median()),
            figure(measured.value().median()),
            quartiles(measured.value()),
            (floor.least() ? ">" : "<") + figure(floor.limit()) + floor.unit(),
            figure(measured.ratio()),
            measured.met() ? "met" : "MISSED"));
    terminal.line(
        "    %s; value: %s %s%s"
            .formatted(
                measured.work(),
                floor.unit().equals("x") ? "times" : floor.unit(),
                floor.of(),
                measured.note().isEmpty() ? "" : "; " + measured.note()));
  }

  private static String quartiles(Quantiles quantiles) {
    return figure(quantiles.low()) + "-" + figure(quantiles.high());
  }

  private static String figure(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%.3f", value)
        : Double.isNaN(value) ? "-" : "inf";
  }
}
