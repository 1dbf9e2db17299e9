package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import io.wood.method.evaluation.SegmentationScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Renders the result in one sentence, four tiles and one table. */
final class HeadlineSection {
  private static final Map<String, ToDoubleFunction<SegmentationScores>> FIGURES =
      new LinkedHashMap<>();

  static {
    FIGURES.put("mIoU", SegmentationScores::meanIou);
    FIGURES.put("precision", SegmentationScores::precision);
    FIGURES.put("recall", SegmentationScores::recall);
  }

  private final ComparisonReport report;
  private final HtmlWriter html;

  HeadlineSection(ComparisonReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    html.open("section");
    lead().ifPresent(sentence -> html.element("p", sentence, "class", "lead"));
    if (report.compares()) {
      tiles();
    }
    table();
    if (report.arms().stream().anyMatch(arm -> arm.runs().size() > 1)) {
      seeds();
    }
    html.close("section");
  }

  private Optional<String> lead() {
    if (!report.compares() || report.steps().isEmpty()) {
      return Optional.empty();
    }
    ArmResult subject = report.subject();
    ArmResult control = report.control();
    EvaluatedStage step = report.steps().get(0);
    return subject
        .above(control, step, SegmentationScores::meanIou)
        .map(
            gain ->
                "With "
                    + subject.oods()
                    + " hard out-of-distribution images, the "
                    + step.title().toLowerCase(Locale.ROOT).replace("cam", "CAM")
                    + " of "
                    + subject.name()
                    + " is "
                    + NumberFormats.points(Math.abs(gain.mean()))
                    + " points of mIoU "
                    + (gain.mean() < 0 ? "below" : "above")
                    + " that of "
                    + control.name()
                    + seedsOf(gain)
                    + ": precision "
                    + NumberFormats.gain(
                        subject.above(control, step, SegmentationScores::precision))
                    + ", recall "
                    + NumberFormats.gain(subject.above(control, step, SegmentationScores::recall))
                    + ".");
  }

  private static String seedsOf(MeanDeviation gain) {
    return gain.count() == 1 ? " (one seed)" : " (mean of " + gain.count() + " seeds)";
  }

  private void tiles() {
    html.open("div", "class", "tiles");
    for (EvaluatedStage step : report.steps()) {
      tile(step, "mIoU");
      if (step == report.steps().get(0)) {
        tile(step, "precision");
        tile(step, "recall");
      }
    }
    html.close("div");
  }

  private void tile(EvaluatedStage step, String figure) {
    ToDoubleFunction<SegmentationScores> value = FIGURES.get(figure);
    Optional<MeanDeviation> subject = report.subject().spread(step, value);
    Optional<MeanDeviation> gain = report.subject().above(report.control(), step, value);
    html.open("div", "class", "tile");
    html.element("span", step.title() + " " + figure, "class", "what");
    html.element("strong", NumberFormats.points(subject));
    html.element(
        "span",
        NumberFormats.gain(gain) + " against " + report.control().name(),
        "class",
        gain.map(s -> NumberFormats.tone(s.mean())).orElse("even"));
    html.close("div");
  }

  private void table() {
    List<EvaluatedStage> steps = report.steps();
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    html.element("th", "Arm", "rowspan", "2", "scope", "col");
    html.element("th", "OoDs", "rowspan", "2", "scope", "col", "class", "number");
    for (EvaluatedStage step : steps) {
      html.element("th", step.title(), "colspan", "3", "scope", "colgroup", "class", "group");
    }
    html.close("tr").open("tr");
    for (EvaluatedStage step : steps) {
      for (String figure : FIGURES.keySet()) {
        boolean first = step != steps.get(0) && figure.equals("mIoU");
        html.element("th", figure, "scope", "col", "class", first ? "number first" : "number");
      }
    }
    html.close("tr").close("thead").open("tbody");
    for (ArmResult arm : report.arms()) {
      html.open("tr").element("th", arm.name(), "scope", "row");
      html.element("td", Integer.toString(arm.oods()), "class", "number");
      for (EvaluatedStage step : steps) {
        FIGURES.forEach(
            (name, figure) ->
                html.element(
                    "td", NumberFormats.points(arm.spread(step, figure)), "class", "number"));
      }
      html.close("tr");
    }
    html.close("tbody");
    if (report.compares()) {
      differences(steps);
    }
    html.close("table").close("div");
  }

  private void differences(List<EvaluatedStage> steps) {
    html.open("tfoot").open("tr").element("th", "Difference", "scope", "row").element("td", "");
    for (EvaluatedStage step : steps) {
      FIGURES.forEach(
          (name, figure) -> {
            Optional<MeanDeviation> gain = report.subject().above(report.control(), step, figure);
            String tone = gain.map(s -> NumberFormats.tone(s.mean())).orElse("even");
            html.element("td", NumberFormats.gain(gain), "class", "number " + tone);
          });
    }
    html.close("tr").close("tfoot");
  }

  private void seeds() {
    html.open("details").element("summary", "Every seed");
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    html.element("th", "Arm").element("th", "Seed", "class", "number");
    for (EvaluatedStage step : report.steps()) {
      FIGURES
          .keySet()
          .forEach(name -> html.element("th", step.title() + " " + name, "class", "number"));
    }
    html.close("tr").close("thead").open("tbody");
    for (ArmResult arm : report.arms()) {
      for (SeedRun run : arm.runs()) {
        html.open("tr").element("th", arm.name(), "scope", "row");
        html.element("td", Long.toString(run.seed()), "class", "number");
        for (EvaluatedStage step : report.steps()) {
          Optional<SegmentationScores> scores = Optional.ofNullable(run.scores().get(step));
          FIGURES.forEach(
              (name, figure) ->
                  html.element(
                      "td",
                      NumberFormats.points(scores.map(figure::applyAsDouble).orElse(Double.NaN)),
                      "class",
                      "number"));
        }
        html.close("tr");
      }
    }
    html.close("tbody").close("table").close("div").close("details");
  }
}
