package io.wood.demo.effect;

import io.wood.cli.console.Terminal;
import io.wood.demo.effect.EffectRow.LabelFigures;
import io.wood.method.evaluation.ClassScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints for each arm where its seeds and masks are wrong, and the figures of each class. Kept runs
 * of earlier versions lack some figures and are left out there.
 */
final class DetailTable {
  private static final String ROW = "%-20s %-5s %5s %14s %18s %15s %13s %13s %13s";

  /** Arms side by side. */
  private static final int COLUMNS = 5;

  private final Terminal terminal;
  private final List<String> names;
  private final Map<String, List<EffectRow>> arms;

  DetailTable(Terminal terminal, EffectResults results) {
    this.terminal = terminal;
    this.names = results.classes();
    this.arms = EffectTable.byArm(results.rows());
  }

  void write() {
    summary();
    classes("seeds", DetailTable::seeds);
    classes("masks", DetailTable::masks);
  }

  private static LabelFigures seeds(EffectRow row) {
    return row.cams();
  }

  private static LabelFigures masks(EffectRow row) {
    return row.mask() == null ? null : row.mask().details();
  }

  /** Outlines, the paper's precision and recall, and where the wrong pixels lie. */
  private void summary() {
    terminal.line("");
    terminal.line(
        ROW.formatted(
            "arm",
            "of",
            "runs",
            "boundary IoU %",
            "precision, paper %",
            "recall, paper %",
            "other class %",
            "near %",
            "far %"));
    arms.forEach(
        (arm, rows) -> {
          summary(arm, "seeds", known(rows, DetailTable::seeds));
          summary(arm, "masks", known(rows, DetailTable::masks));
        });
  }

  private void summary(String arm, String what, List<LabelFigures> runs) {
    if (!runs.isEmpty()) {
      terminal.line(
          ROW.formatted(
              arm,
              what,
              runs.size(),
              percent(runs, LabelFigures::boundaryIou),
              percent(runs, run -> run.published().precision()),
              percent(runs, run -> run.published().recall()),
              percent(runs, run -> run.falsePositives().otherClass()),
              percent(runs, run -> run.falsePositives().near()),
              percent(runs, run -> run.falsePositives().far())));
    }
  }

  private static List<LabelFigures> known(
      List<EffectRow> rows, Function<EffectRow, LabelFigures> figures) {
    return rows.stream().map(figures).filter(Objects::nonNull).toList();
  }

  private static String percent(List<LabelFigures> runs, ToDoubleFunction<LabelFigures> figure) {
    return EffectTable.spread(1, runs, run -> 100 * figure.applyAsDouble(run));
  }

  /** Each class: means over the runs. */
  private void classes(String what, Function<EffectRow, LabelFigures> figures) {
    Map<String, List<List<ClassScore>>> known = new LinkedHashMap<>();
    arms.forEach(
        (arm, rows) -> {
          List<List<ClassScore>> scores =
              known(rows, figures).stream()
                  .map(LabelFigures::classes)
                  .filter(Objects::nonNull)
                  .toList();
          if (!scores.isEmpty()) {
            known.put(arm, scores);
          }
        });
    List<String> columns = List.copyOf(known.keySet());
    for (int from = 0; from < columns.size(); from += COLUMNS) {
      List<String> some = columns.subList(from, Math.min(from + COLUMNS, columns.size()));
      terminal.line("");
      terminal.line("%s by class: IoU / precision / recall %%".formatted(what));
      terminal.line(line("class", some));
      for (int i = 0; i < names.size(); i++) {
        int index = i;
        terminal.line(
            line(names.get(i), some.stream().map(arm -> cell(known.get(arm), index)).toList()));
      }
    }
  }

  private static String line(String name, List<String> cells) {
    return cells.stream()
        .map("%20s"::formatted)
        .collect(Collectors.joining(" ", "%-20s ".formatted(name), ""));
  }

  private static String cell(List<List<ClassScore>> runs, int index) {
    return Stream.<ToDoubleFunction<ClassScore>>of(
            ClassScore::iou, ClassScore::precision, ClassScore::recall)
        .map(
            figure ->
                runs.stream()
                    .mapToDouble(scores -> figure.applyAsDouble(scores.get(index)))
                    .filter(Double::isFinite)
                    .average())
        .map(
            mean ->
                mean.isPresent()
                    ? String.format(Locale.ROOT, "%.1f", 100 * mean.getAsDouble())
                    : "-")
        .collect(Collectors.joining(" / "));
  }
}
