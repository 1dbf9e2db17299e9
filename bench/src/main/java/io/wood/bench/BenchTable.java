package io.wood.bench;

import io.wood.bench.measure.Measurement;
import io.wood.bench.measure.Measurement.Target;
import io.wood.bench.measure.Quantiles;
import io.wood.cli.console.Terminal;
import java.util.Locale;

/** Prints one row for each measurement, as soon as it is known. */
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
            "target",
            "ratio",
            ""));
  }

  void row(Measurement measured) {
    Target target = measured.target();
    terminal.line(
        ROW.formatted(
            measured.name(),
            measured.threads(),
            figure(measured.wall().median()),
            quartiles(measured.wall()),
            figure(measured.cpu().median()),
            figure(measured.value().median()),
            quartiles(measured.value()),
            (target.minimum() ? ">" : "<") + figure(target.limit()) + target.unit(),
            figure(measured.ratio()),
            measured.met() ? "met" : "MISSED"));
    terminal.line(
        "    %s; value: %s %s%s"
            .formatted(
                measured.work(),
                target.unit().equals("x") ? "times" : target.unit(),
                target.of(),
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
