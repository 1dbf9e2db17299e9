package io.wood.cli.compare;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.ExperimentTable;
import io.wood.contracts.api.trainer.ExperimentTable.SeedGroup;
import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** Formats the comparison of experiments for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** Returns the lines. */
  public static List<String> lines(ExperimentTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "experiment",
            table.experiments().stream().map(ExperimentSummary::experiment).toList()));
    table.parameters().forEach(parameter -> lines.add(row(parameter.name(), parameter.values())));
    table
        .metrics()
        .forEach(
            metric ->
                lines.add(
                    row(
                        metric.name(),
                        metric.values().stream().map(ComparisonText::figure).toList())));
    table.groups().stream()
        .filter(group -> group.experiments().size() > 1)
        .forEach(group -> addGroup(group, lines));
    lines.add("");
    lines.add("%d OoDs are used by all".formatted(table.shared()));
    TreeMap<String, Integer> users = new TreeMap<>();
    table.oods().forEach(ood -> users.merge(String.join(", ", ood.usedBy()), 1, Integer::sum));
    users.forEach((names, count) -> lines.add("%d only by %s".formatted(count, names)));
    return lines;
  }

  private static void addGroup(SeedGroup group, List<String> lines) {
    lines.add("");
    lines.add("%s: seeds %s".formatted(String.join(", ", group.experiments()), group.seeds()));
    new TreeMap<>(group.metrics())
        .forEach((name, spread) -> lines.add(row("  " + name, List.of(text(spread)))));
  }

  private static String text(Spread spread) {
    return String.format(Locale.ROOT, "%.4f ± %.4f", spread.mean(), spread.deviation());
  }

  private static String figure(Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String row(String name, List<String> values) {
    StringBuilder line = new StringBuilder(String.format("%-28s", name));
    values.forEach(
        value -> line.append(String.format("  %22s", Objects.requireNonNullElse(value, "–"))));
    return line.toString();
  }
}
