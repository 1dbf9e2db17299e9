package io.wood.cli.report;

import io.wood.method.evaluation.MeanDeviation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Renders the result in one sentence, tiles and a table. */
final class HeadlineSection {
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
        .above(control, step, StageFigure.MEAN_IOU::of)
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
                    + NumberFormats.gain(subject.above(control, step, StageFigure.PRECISION::of))
                    + ", recall "
                    + NumberFormats.gain(subject.above(control, step, StageFigure.RECALL::of))
                    + ".");
  }

  private static String seedsOf(MeanDeviation gain) {
    return gain.count() == 1 ? " (one seed)" : " (mean of " + gain.count() + " seeds)";
  }

  private void tiles() {
    List<EvaluatedStage> steps = report.methodSteps();
    html.open("div", "class", "tiles");
    for (EvaluatedStage step : steps) {
      tile(step, StageFigure.MEAN_IOU);
      if (step == steps.get(0)) {
        tile(step, StageFigure.PRECISION);
        tile(step, StageFigure.RECALL);
      }
    }
    html.close("div");
  }

  private void tile(EvaluatedStage step, StageFigure figure) {
    Optional<MeanDeviation> subject = report.subject().spread(step, figure::of);
    Optional<MeanDeviation> gain = report.subject().above(report.control(), step, figure::of);
    html.open("div", "class", "tile");
    html.element("span", step.title() + " " + figure.title(), "class", "what");
    html.element("strong", NumberFormats.points(subject));
    html.element(
        "span",
        NumberFormats.gain(gain) + " against " + report.control().name(),
        "class",
        tone(figure, gain));
    html.close("div");
  }

  private static String tone(StageFigure figure, Optional<MeanDeviation> gain) {
    return figure.tone(gain.map(MeanDeviation::mean).orElse(Double.NaN));
  }

  private void table() {
    open("OoDs");
    for (EvaluatedStage step : report.steps()) {
      group(step);
      for (ArmResult arm : report.arms()) {
        row(
            arm.name(),
            Integer.toString(arm.oods()),
            figure -> NumberFormats.points(arm.spread(step, figure::of)));
      }
      if (report.compares()) {
        difference(step);
      }
      html.close("tbody");
    }
    html.close("table").close("div");
    html.element("p", StageFigure.MEANING, "class", "muted");
  }

  private void difference(EvaluatedStage step) {
    html.open("tr", "class", "difference").element("th", "Difference", "scope", "row");
    html.element("td", "");
    for (StageFigure figure : StageFigure.values()) {
      Optional<MeanDeviation> gain = report.subject().above(report.control(), step, figure::of);
      html.element("td", NumberFormats.gain(gain), "class", "number " + tone(figure, gain));
    }
    html.close("tr");
  }

  private void seeds() {
    html.open("details").element("summary", "Every seed");
    open("Seed");
    for (EvaluatedStage step : report.steps()) {
      group(step);
      for (ArmResult arm : report.arms()) {
        for (SeedRun run : arm.runs()) {
          Optional<StageScores> scores = Optional.ofNullable(run.scores().get(step));
          row(
              arm.name(),
              Long.toString(run.seed()),
              figure -> NumberFormats.points(scores.map(figure::of).orElse(Double.NaN)));
        }
      }
      html.close("tbody");
    }
    html.close("table").close("div").close("details");
  }

  /** Opens a table and writes its head. */
  private void open(String second) {
    html.open("div", "class", "scroll").open("table", "class", "figures").open("thead").open("tr");
    html.element("th", "Arm", "scope", "col");
    html.element("th", second, "scope", "col", "class", "number");
    for (StageFigure figure : StageFigure.values()) {
      html.element("th", figure.title(), "scope", "col", "class", "number");
    }
    html.close("tr").close("thead");
  }

  /** Opens the rows of a stage. */
  private void group(EvaluatedStage step) {
    String columns = Integer.toString(2 + StageFigure.values().length);
    html.open("tbody").open("tr", "class", "group");
    html.element("th", step.title(), "colspan", columns, "scope", "rowgroup").close("tr");
  }

  private void row(String arm, String second, Function<StageFigure, String> cell) {
    html.open("tr").element("th", arm, "scope", "row").element("td", second, "class", "number");
    for (StageFigure figure : StageFigure.values()) {
      html.element("td", cell.apply(figure), "class", "number");
    }
    html.close("tr");
  }
}
