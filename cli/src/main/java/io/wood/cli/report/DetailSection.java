package io.wood.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders times, parameters and remarks for the reader. */
final class DetailSection {
  private final ComparisonReport report;
  private final HtmlWriter html;

  DetailSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    if (!report.times().isEmpty()) {
      times();
    }
    if (!report.parameters().isEmpty()) {
      parameters();
    }
    if (!report.notes().isEmpty()) {
      html.open("section").element("h2", "How to read this").open("ul");
      report.notes().forEach(note -> html.element("li", note));
      html.close("ul").close("section");
    }
  }

  private void times() {
    Duration total =
        report.times().stream().map(StageTime::took).reduce(Duration.ZERO, Duration::plus);
    double longest = report.times().stream().mapToDouble(t -> t.took().toMillis()).max().orElse(1);
    html.open("section").element("h2", "Times").open("table", "class", "times").open("tbody");
    for (StageTime time : report.times()) {
      double share = longest == 0 ? 0 : time.took().toMillis() / longest;
      html.open("tr").element("th", time.stage(), "scope", "row").open("td");
      html.open(
              "span",
              "class",
              "bar",
              "style",
              String.format(Locale.ROOT, "width:%.1f%%", Math.max(.5, 100 * share)))
          .close("span")
          .close("td");
      html.element("td", NumberFormats.time(time.took()), "class", "number").close("tr");
    }
    html.close("tbody").open("tfoot").open("tr").element("th", "Together", "scope", "row");
    html.element("td", "").element("td", NumberFormats.time(total), "class", "number");
    html.close("tr").close("tfoot").close("table").close("section");
  }

  private void parameters() {
    Map<String, List<ReportFact>> groups = new LinkedHashMap<>();
    report
        .parameters()
        .forEach(fact -> groups.computeIfAbsent(fact.group(), k -> new ArrayList<>()).add(fact));
    html.open("section").element("h2", "Parameters").open("div", "class", "groups");
    groups.forEach(
        (group, facts) -> {
          html.open("div", "class", "facts").element("h3", group).open("dl");
          for (ReportFact fact : facts) {
            html.element("dt", fact.name()).element("dd", fact.value());
          }
          html.close("dl").close("div");
        });
    html.close("div").close("section");
  }
}
