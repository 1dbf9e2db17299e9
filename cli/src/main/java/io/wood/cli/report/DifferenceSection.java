package io.wood.cli.report;

import java.util.LinkedHashSet;
import java.util.Set;

/** Renders the differences between the stages of each run, with their intervals. */
final class DifferenceSection {
  private final ComparisonReport report;
  private final HtmlWriter html;

  DifferenceSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    Set<String> titles = new LinkedHashSet<>();
    report
        .arms()
        .forEach(
            arm ->
                arm.runs()
                    .forEach(run -> run.differences().forEach(each -> titles.add(each.title()))));
    if (titles.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Stage by stage");
    html.element(
        "p",
        "On the same validation images, in points, with 95 % intervals of a bootstrap over the images;"
            + " an interval that holds 0 shows no difference.",
        "class",
        "muted");
    html.open("div", "class", "scroll").open("table", "class", "figures").open("thead").open("tr");
    html.element("th", "Stages", "scope", "col");
    for (ArmResult arm : report.arms()) {
      for (SeedRun run : arm.runs()) {
        html.element("th", arm.name() + ", seed " + run.seed(), "scope", "col", "class", "number");
      }
    }
    html.close("tr").close("thead").open("tbody");
    titles.forEach(this::row);
    html.close("tbody").close("table").close("div").close("section");
  }

  private void row(String title) {
    html.open("tr").element("th", title, "scope", "row");
    for (ArmResult arm : report.arms()) {
      for (SeedRun run : arm.runs()) {
        html.element(
            "td",
            run.differences().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .map(each -> NumberFormats.interval(each.value()))
                .orElse(NumberFormats.NONE),
            "class",
            "number");
      }
    }
    html.close("tr");
  }
}
