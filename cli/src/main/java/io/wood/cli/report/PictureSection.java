package io.wood.cli.report;

import io.wood.method.image.LabelMaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders images with the results of both arms, and the hardest OoDs of the training. */
final class PictureSection {
  private final ComparisonReport report;
  private final HtmlWriter html;

  PictureSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    if (!report.largestDifferences().isEmpty() || !report.smallestDifferences().isEmpty()) {
      html.open("section").element("h2", "Pictures");
      legend();
      rows("Where the arms differ most", report.largestDifferences());
      rows("Where they differ least", report.smallestDifferences());
      html.close("section");
    }
    if (!report.oods().isEmpty()) {
      oods();
    }
  }

  private void legend() {
    html.open("p", "class", "key");
    for (int i = 0; i < report.classes().size(); i++) {
      String colour = String.format(Locale.ROOT, "#%06x", LabelMaps.colour(i + 1));
      html.open("span", "class", "swatch");
      html.open("i", "style", "background:" + colour).close("i");
      html.text(report.classes().get(i)).close("span");
    }
    html.close("p");
  }

  private void rows(String title, List<PictureRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    html.element("h3", title);
    Map<String, List<PictureRow>> byClass = new LinkedHashMap<>();
    rows.forEach(row -> byClass.computeIfAbsent(row.className(), k -> new ArrayList<>()).add(row));
    byClass.forEach(
        (name, ofClass) -> {
          html.open("div", "class", "class-rows").element("h4", name);
          ofClass.forEach(this::row);
          html.close("div");
        });
  }

  private void row(PictureRow row) {
    html.open("div", "class", "row");
    row.panels().forEach(panel -> figure(panel, row.image() + ", " + panel.caption()));
    html.open("p", "class", "remark").element("span", row.image());
    html.element("span", row.remark()).close("p").close("div");
  }

  private void figure(ImagePanel panel, String alternative) {
    html.open("figure");
    html.open("img", "src", panel.dataUri(), "alt", alternative, "loading", "lazy");
    html.element("figcaption", panel.caption()).close("figure");
  }

  private void oods() {
    html.open("section").element("h2", "The hardest OoDs");
    html.element(
        "p",
        "Images without any object on which the base classifier was most sure to see one, and where "
            + "it saw it.",
        "class",
        "muted");
    html.open("div", "class", "oods");
    for (HardOod ood : report.oods()) {
      html.open("div", "class", "ood").open("div", "class", "pair");
      for (ImagePanel panel : List.of(ood.image(), ood.overlay())) {
        html.open(
            "img",
            "src",
            panel.dataUri(),
            "alt",
            ood.name() + ", " + panel.caption(),
            "loading",
            "lazy");
      }
      html.close("div").open("p").element("strong", ood.predictedClass());
      html.element("span", String.format(Locale.ROOT, "%.3f", ood.score()), "class", "score");
      html.element("span", ood.name(), "class", "muted").close("p").close("div");
    }
    html.close("div").close("section");
  }
}
