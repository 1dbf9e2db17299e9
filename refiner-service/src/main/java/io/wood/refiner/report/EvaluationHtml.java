package io.wood.refiner.report;

import io.wood.kit.page.HtmlPage;
import io.wood.method.evaluation.BoundaryIou;
import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.SegmentationScores;
import java.util.List;

/** Writes an evaluation into a page. */
final class EvaluationHtml {
  private final HtmlPage page;

  EvaluationHtml(HtmlPage page) {
    this.page = page;
  }

  void write(EvaluationReport report) {
    page.element("h2", "Against the ground truth");
    page.table(
        () -> {
          page.row(
              "th",
              "set",
              "mIoU",
              "precision",
              "recall",
              "precision, paper",
              "recall, paper",
              "boundary IoU",
              "PxAP");
          report
              .figures()
              .forEach(
                  (set, scores) ->
                      page.row(
                          "td",
                          set,
                          HtmlPage.percent(scores.meanIou()),
                          HtmlPage.percent(scores.precision()),
                          HtmlPage.percent(scores.recall()),
                          HtmlPage.percent(scores.published().precision()),
                          HtmlPage.percent(scores.published().recall()),
                          HtmlPage.percent(boundary(report, set)),
                          HtmlPage.percent(pixelPrecision(report, set))));
        });
    page.element(
        "p",
        "Precision and recall: means over the foreground classes; paper: over all classes with the background, as W-OoD prints them. Boundary IoU: IoU of the pixels near the outlines (2 % of the diagonal). PxAP: pixel average precision of the maps, which depends on no threshold. segmentation-labelled: the network's masks that follow the image's labels, as pseudo-masks do: the probability of absent classes is divided among the present ones.");
    differences(report);
    falsePositives(report);
    thresholds(report);
    gains(report);
    labels(report);
    report.figures().forEach((set, scores) -> classes(report, set, scores));
    if (!report.notEvaluated().isEmpty()) {
      page.element("h2", "Not evaluated");
      page.table(
          () ->
              report.notEvaluated().forEach(image -> page.row("td", image.name(), image.reason())));
    }
  }

  private static double boundary(EvaluationReport report, String set) {
    BoundaryIou.Scores scores = report.boundaries().get(set);
    return scores == null ? Double.NaN : scores.mean();
  }

  private static double pixelPrecision(EvaluationReport report, String set) {
    PixelAveragePrecision.Scores scores = report.pixelPrecision().get(set);
    return scores == null ? Double.NaN : scores.pooled();
  }

  private void differences(EvaluationReport report) {
    if (report.differences().isEmpty()) {
      return;
    }
    page.element("h2", "Differences between stages");
    page.element(
        "p",
        "On the same images; 95 % interval of a bootstrap over the images. Points; an interval that holds 0 shows no difference.");
    page.table(
        () -> {
          page.row("th", "set", "against", "figure", "difference", "from", "to");
          for (EvaluationReport.Difference difference : report.differences()) {
            page.row(
                "td",
                difference.set(),
                difference.reference(),
                difference.figure(),
                HtmlPage.points(difference.value().difference()),
                HtmlPage.points(difference.value().low()),
                HtmlPage.points(difference.value().high()));
          }
        });
  }

  private void falsePositives(EvaluationReport report) {
    if (report.falsePositives().isEmpty()) {
      return;
    }
    page.element("h2", "Where predicted pixels lie");
    page.element(
        "p",
        "Shares of the pixels that are predicted as a class. Near: background at most %d pixels from an object of the class; far: other background. Without far: the best precision that a better background could reach."
            .formatted(FalsePositives.NEAR));
    page.table(
        () -> {
          page.row("th", "set", "right", "other class", "near", "far", "without far");
          report
              .falsePositives()
              .forEach(
                  (set, shares) ->
                      page.row(
                          "td",
                          set,
                          HtmlPage.percent(shares.right()),
                          HtmlPage.percent(shares.otherClass()),
                          HtmlPage.percent(shares.near()),
                          HtmlPage.percent(shares.far()),
                          HtmlPage.percent(shares.withoutFar())));
        });
  }

  private void thresholds(EvaluationReport report) {
    page.element("h2", "Background thresholds");
    page.element(
        "p",
        "Used: the threshold of the masks. Rule: suggested by the statistics of the walked maps, without any pixel label. Oracle: the best in hindsight, found with the ground truth; no mask uses it, and it is no result of weak supervision.");
    page.table(
        () -> {
          page.row("th", "set", "", "threshold", "mIoU", "precision", "recall");
          report
              .thresholds()
              .forEach(
                  (set, compared) -> {
                    point(set, "used", compared.used());
                    if (compared.rule() != null) {
                      point(set, "rule", compared.rule());
                    }
                    point(set, "oracle", compared.oracle());
                  });
        });
  }

  private void gains(EvaluationReport report) {
    if (report.maskGains().isEmpty()) {
      return;
    }
    page.element("h2", "What masks gain over their seeds");
    page.element(
        "p",
        "Points of mIoU, each at the threshold used. Threshold alone: what the seeds would gain at their best threshold, found with the ground truth; its share of the gain (percent) is empty where masks gain nothing.");
    page.table(
        () -> {
          page.row("th", "set", "gain", "threshold alone", "share of the gain");
          report
              .maskGains()
              .forEach(
                  (split, gain) ->
                      page.row(
                          "td",
                          split,
                          HtmlPage.points(gain.gain()),
                          HtmlPage.points(gain.threshold()),
                          gain.share() == null ? "" : HtmlPage.percent(gain.share())));
        });
  }

  private void labels(EvaluationReport report) {
    if (!report.irnLabels().isEmpty()) {
      page.element("h2", "Labels for IRN");
      page.table(
          () -> {
            page.row(
                "th", "set", "with a label", "right classes", "right background", "objects found");
            report
                .irnLabels()
                .forEach(
                    (split, shares) ->
                        page.row(
                            "td",
                            split,
                            HtmlPage.percent(shares.coverage()),
                            HtmlPage.percent(shares.foregroundPrecision()),
                            HtmlPage.percent(shares.backgroundPrecision()),
                            HtmlPage.percent(shares.recall())));
          });
    }
  }

  private void point(String set, String name, EvaluationReport.Point point) {
    page.row(
        "td",
        set,
        name,
        HtmlPage.two(point.threshold()),
        HtmlPage.percent(point.meanIou()),
        HtmlPage.percent(point.precision()),
        HtmlPage.percent(point.recall()));
  }

  private void classes(EvaluationReport report, String set, SegmentationScores scores) {
    List<String> names = report.classes();
    BoundaryIou.Scores boundary = report.boundaries().get(set);
    PixelAveragePrecision.Scores precision = report.pixelPrecision().get(set);
    page.element("h2", "Per class, " + set);
    page.table(
        () -> {
          page.row("th", "class", "", "IoU", "precision", "recall", "boundary IoU", "PxAP");
          for (int i = 0; i < names.size(); i++) {
            ClassScore score = scores.classes().get(i);
            List<Double> values =
                List.of(
                    score.iou(),
                    score.precision(),
                    score.recall(),
                    boundary == null ? Double.NaN : boundary.classes().get(i),
                    precision == null || i == 0 ? Double.NaN : precision.classes().get(i - 1));
            long width = Double.isNaN(score.iou()) ? 0 : Math.round(240 * score.iou());
            page.append("<tr><td>")
                .append(HtmlPage.escaped(names.get(i)))
                .append("</td><td><span class=\"bar\" style=\"width:")
                .append(width + "px\"></span></td>");
            for (double value : values) {
              page.append("<td class=\"n\">").append(HtmlPage.percent(value)).append("</td>");
            }
            page.append("</tr>");
          }
        });
  }
}
