package io.wood.cli.report;

import io.wood.method.evaluation.ClassScore;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Renders a table of classes: IoU of both arms as dots, differences of precision and recall. */
final class ClassSection {
  private static final int SPAN = 240;
  private static final int MARGIN = 8;

  private final ComparisonReport report;
  private final HtmlWriter html;

  ClassSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    if (!report.compares()) {
      return;
    }
    html.open("section").element("h2", "Class by class");
    html.open("p", "class", "key");
    html.element("span", report.control().name(), "class", "dot hollow");
    html.element("span", report.subject().name(), "class", "dot filled");
    html.text("IoU in points; precision and recall as differences").close("p");
    for (EvaluatedStage step : report.methodSteps()) {
      step(step);
    }
    html.close("section");
  }

  private void step(EvaluatedStage step) {
    html.open("div", "class", "scroll").open("table", "class", "classes");
    html.element("caption", step.title()).open("thead").open("tr");
    html.element("th", "Class", "scope", "col").open("th", "scope", "col");
    html.open("span", "class", "ticks");
    html.element("span", "0").element("span", "IoU").element("span", "100");
    html.close("span").close("th");
    for (String title :
        new String[] {
          report.control().name(), report.subject().name(), "IoU", "precision", "recall"
        }) {
      html.element("th", title, "scope", "col", "class", "number");
    }
    html.close("tr").close("thead").open("tbody");
    for (int i = 0; i <= report.classes().size(); i++) {
      row(step, i, i == 0 ? "background" : report.classes().get(i - 1));
    }
    html.close("tbody").close("table").close("div");
  }

  private void row(EvaluatedStage step, int index, String name) {
    double control = mean(report.control(), step, of(index, ClassScore::iou));
    double subject = mean(report.subject(), step, of(index, ClassScore::iou));
    html.open("tr", "class", index == 0 ? "background" : "");
    html.element("th", name, "scope", "row").open("td");
    dots(control, subject, name);
    html.close("td");
    html.element("td", NumberFormats.points(control), "class", "number");
    html.element("td", NumberFormats.points(subject), "class", "number");
    difference(step, of(index, ClassScore::iou));
    difference(step, of(index, ClassScore::precision));
    difference(step, of(index, ClassScore::recall));
    html.close("tr");
  }

  private static ToDoubleFunction<StageScores> of(int index, ToDoubleFunction<ClassScore> figure) {
    return scores -> figure.applyAsDouble(scores.labels().classes().get(index));
  }

  private void difference(EvaluatedStage step, ToDoubleFunction<StageScores> figure) {
    double gain =
        report
            .subject()
            .above(report.control(), step, figure)
            .map(s -> s.mean())
            .orElse(Double.NaN);
    html.element("td", NumberFormats.gain(gain), "class", "number " + NumberFormats.tone(gain));
  }

  private static double mean(
      ArmResult arm, EvaluatedStage step, ToDoubleFunction<StageScores> figure) {
    return arm.spread(step, figure).map(s -> s.mean()).orElse(Double.NaN);
  }

  private void dots(double control, double subject, String name) {
    html.open(
        "svg",
        "class",
        "dots",
        "viewBox",
        "0 0 " + (SPAN + 2 * MARGIN) + " 20",
        "role",
        "img",
        "aria-label",
        name + ": " + NumberFormats.points(control) + " and " + NumberFormats.points(subject));
    for (int tick = 0; tick <= 4; tick++) {
      String x = place(tick / 4.0);
      html.open("line", "class", "grid", "x1", x, "x2", x, "y1", "0", "y2", "20").close("line");
    }
    if (!Double.isNaN(control) && !Double.isNaN(subject)) {
      html.open(
              "line",
              "class",
              "span " + NumberFormats.tone(subject - control),
              "x1",
              place(control),
              "x2",
              place(subject),
              "y1",
              "10",
              "y2",
              "10")
          .close("line");
    }
    dot("hollow", control);
    dot("filled", subject);
    html.close("svg");
  }

  private void dot(String look, double value) {
    if (!Double.isNaN(value)) {
      html.open("circle", "class", look, "cx", place(value), "cy", "10", "r", "5").close("circle");
    }
  }

  private static String place(double share) {
    return String.format(Locale.ROOT, "%.1f", MARGIN + SPAN * share);
  }
}
