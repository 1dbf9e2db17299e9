package io.wood.demo;

import io.wood.cli.console.Terminal;
import io.wood.contracts.parameter.Arm;
import io.wood.method.evaluation.MeanDeviation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints control and W-OoD side by side: every seed, then mean and standard deviation. */
final class ResultTable {
  /** The figures of the columns: seed is the CAM, mask the pseudo-mask after the random walk. */
  static final List<String> FIGURES =
      List.of(
          "validation.seed.mIoU",
          "validation.seed.precision",
          "validation.seed.recall",
          "validation.mask.mIoU",
          "validation.mask.precision",
          "validation.mask.recall");

  /** Columns of the segmentation network, when there is one. */
  static final List<String> NETWORK =
      List.of(
          "validation.segmentation.mIoU",
          "validation.segmentation.precision",
          "validation.segmentation.recall");

  private static final List<Arm> ARMS = List.of(Arm.CONTROL, Arm.WOOD);

  private final List<DemoOutcome> outcomes;

  ResultTable(List<DemoOutcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  List<DemoOutcome> of(Arm arm) {
    return outcomes.stream().filter(outcome -> outcome.arm() == arm).toList();
  }

  private boolean segmented() {
    return outcomes.stream().anyMatch(outcome -> !Double.isNaN(outcome.metric(NETWORK.get(0))));
  }

  private List<String> figures() {
    List<String> figures = new ArrayList<>(FIGURES);
    if (segmented()) {
      figures.addAll(NETWORK);
    }
    return figures;
  }

  /** Mean and deviation by arm, then by figure; an arm without outcomes is left out. */
  Map<Arm, Map<String, MeanDeviation>> summary() {
    Map<Arm, Map<String, MeanDeviation>> summary = new LinkedHashMap<>();
    for (Arm arm : ARMS) {
      List<DemoOutcome> runs = of(arm);
      if (runs.isEmpty()) {
        continue;
      }
      Map<String, MeanDeviation> figures = new LinkedHashMap<>();
      for (String figure : figures()) {
        figures.put(
            figure, MeanDeviation.of(runs.stream().map(run -> run.metric(figure)).toList()));
      }
      summary.put(arm, figures);
    }
    return summary;
  }

  void print(Terminal terminal) {
    terminal.line("");
    terminal.line("on the validation images, in percent (mIoU over classes and background)");
    terminal.line(
        String.format("%-9s %5s %5s | %-32s | %-32s", "", "", "", "seed (CAM)", "pseudo-mask")
            + (segmented() ? " | segmentation network" : ""));
    terminal.line(row("", "seed", "OoDs", heads()));
    for (Arm arm : ARMS) {
      for (DemoOutcome outcome : of(arm)) {
        List<String> cells = figures().stream().map(f -> percent(outcome.metric(f))).toList();
        terminal.line(
            row(arm.label(), Long.toString(outcome.seed()), count(outcome.oods()), cells));
      }
    }
    Map<Arm, Map<String, MeanDeviation>> summary = summary();
    if (of(Arm.WOOD).size() > 1) {
      summary.forEach(
          (arm, figures) -> {
            List<String> cells = figures.values().stream().map(ResultTable::spread).toList();
            terminal.line(row(arm.label(), "mean", "", cells));
          });
    }
    if (summary.keySet().containsAll(ARMS)) {
      terminal.line(row("W-OoD - control", "", "", differences(summary)));
    }
    terminal.line("");
  }

  private List<String> differences(Map<Arm, Map<String, MeanDeviation>> summary) {
    List<String> cells = new ArrayList<>();
    for (String figure : figures()) {
      double difference =
          summary.get(Arm.WOOD).get(figure).mean() - summary.get(Arm.CONTROL).get(figure).mean();
      cells.add(
          Double.isNaN(difference) ? "-" : String.format(Locale.ROOT, "%+.1f", 100 * difference));
    }
    return cells;
  }

  private List<String> heads() {
    return figures().stream().map(figure -> figure.substring(figure.lastIndexOf('.') + 1)).toList();
  }

  private static String row(String name, String seed, String oods, List<String> cells) {
    StringBuilder line =
        name.length() > 9
            ? new StringBuilder(String.format("%-21s", name))
            : new StringBuilder(String.format("%-9s %5s %5s", name, seed, oods));
    for (int i = 0; i < cells.size(); i++) {
      line.append(i % 3 == 0 ? " |" : "").append(String.format(" %10s", cells.get(i)));
    }
    return line.toString();
  }

  private static String count(int oods) {
    return Integer.toString(oods);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String spread(MeanDeviation spread) {
    return percent(spread.mean()) + String.format(Locale.ROOT, " ±%.1f", 100 * spread.deviation());
  }
}
