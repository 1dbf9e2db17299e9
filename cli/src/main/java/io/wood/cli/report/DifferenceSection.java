package io.wood.cli.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Renders the differences between arms and between stages, with their intervals. */
final class DifferenceSection {
  /** Figures that have intervals. */
  private static final List<String> FIGURES = List.of("mIoU", "PxAP");

  private final ComparisonReport report;
  private final HtmlWriter html;

  DifferenceSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    arms();
    stages();
  }

  private void arms() {
    List<ArmResult> others = report.arms().subList(1, report.arms().size());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (EvaluatedStage stage : report.steps()) {
      for (String figure : FIGURES) {
        List<String> cells =
            others.stream()
                .map(arm -> arm.difference(report.control(), stage, figure))
                .map(value -> value.map(NumberFormats::interval).orElse(NumberFormats.NONE))
                .toList();
        if (cells.stream().anyMatch(cell -> !cell.equals(NumberFormats.NONE))) {
          rows.put(stage.title() + ", " + figure, cells);
        }
      }
    }
    if (!rows.isEmpty()) {
      table(
          "Arm by arm",
          "In pairs of the same seed and validation image, in points, with 95 % intervals of a"
              + " bootstrap over images and seeds; an interval that holds 0 shows no difference, and"
              + " one seed says nothing about others.",
          others.stream().map(arm -> arm.name() + " − " + report.control().name()).toList(),
          rows);
    }
  }

  private void stages() {
    List<String> heads =
        report.arms().stream()
            .flatMap(arm -> arm.runs().stream().map(run -> arm.name() + ", seed " + run.seed()))
            .toList();
    List<SeedRun> runs = report.arms().stream().flatMap(arm -> arm.runs().stream()).toList();
    Set<String> titles = new LinkedHashSet<>();
    runs.forEach(run -> run.differences().forEach(each -> titles.add(each.title())));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    titles.forEach(
        title -> rows.put(title, runs.stream().map(run -> interval(run, title)).toList()));
    if (!rows.isEmpty()) {
      table(
          "Stage by stage",
          "On the same validation images, in points, with 95 % intervals of a bootstrap over the"
              + " images; an interval that holds 0 shows no difference.",
          heads,
          rows);
    }
  }

  private static String interval(SeedRun run, String title) {
    Optional<StageDifference> difference =
        run.differences().stream().filter(each -> each.title().equals(title)).findFirst();
    return difference.map(each -> NumberFormats.interval(each.value())).orElse(NumberFormats.NONE);
  }

  private void table(
      String title, String meaning, List<String> heads, Map<String, List<String>> rows) {
    html.open("section").element("h2", title).element("p", meaning, "class", "muted");
    html.open("div", "class", "scroll").open("table", "class", "figures").open("thead").open("tr");
    html.element("th", "Stage", "scope", "col");
    heads.forEach(head -> html.element("th", head, "scope", "col", "class", "number"));
    html.close("tr").close("thead").open("tbody");
    rows.forEach(
        (name, cells) -> {
          html.open("tr").element("th", name, "scope", "row");
          cells.forEach(cell -> html.element("td", cell, "class", "number"));
          html.close("tr");
        });
    html.close("tbody").close("table").close("div").close("section");
  }
}
