package io.wood.cli.compare;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepDetail.Stop;
import io.wood.contracts.api.trainer.SweepOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats a sweep for a terminal; figures are in percent. */
public final class SweepText {
  private SweepText() {}

  /** Returns a line for each combination of values, and one for each suggested stop. */
  public static List<String> lines(SweepDetail sweep) {
    List<String> lines = new ArrayList<>();
    List<String> axes = sweep.summary().axes();
    StringBuilder head = new StringBuilder();
    axes.forEach(axis -> head.append(cell(SweepOrder.shortName(axis))));
    head.append(String.format("%6s %6s", "OoDs", "seeds"));
    sweep.plotted().forEach(name -> head.append(String.format("  %26s", name)));
    lines.add(head.toString());
    for (Point point : sweep.points()) {
      StringBuilder line = new StringBuilder();
      axes.forEach(axis -> line.append(cell(point.values().get(axis))));
      line.append(String.format("%6d %6d", point.oods(), point.seeds().size()));
      sweep
          .plotted()
          .forEach(name -> line.append(String.format("  %26s", text(point.metrics().get(name)))));
      lines.add(line.toString());
    }
    sweep.stops().stream().map(Stop::text).forEach(lines::add);
    return lines;
  }

  /** Returns a line for each experiment. */
  public static List<String> runs(SweepDetail sweep) {
    return sweep.runs().stream()
        .map(
            run ->
                "%-40s seed %d  %-13s %s %s"
                    .formatted(
                        values(run),
                        run.seed(),
                        run.state().toLowerCase(Locale.ROOT),
                        run.experiment(),
                        run.message()))
        .toList();
  }

  /** Returns how many experiments are in which state. */
  public static String progress(SweepDetail sweep) {
    Map<String, Long> states =
        sweep.runs().stream()
            .collect(Collectors.groupingBy(Run::state, TreeMap::new, Collectors.counting()));
    return "%s: %s of %d experiments"
        .formatted(
            sweep.summary().sweep(),
            states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")),
            sweep.summary().runs());
  }

  private static String values(Run run) {
    return run.values().entrySet().stream()
        .map(one -> SweepOrder.shortName(one.getKey()) + "=" + one.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String cell(String text) {
    return String.format("%-14s ", text);
  }

  private static String text(Spread spread) {
    return spread == null ? "–" : spread.percent();
  }
}
