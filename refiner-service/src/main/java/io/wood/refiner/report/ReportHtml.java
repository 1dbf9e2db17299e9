package io.wood.refiner.report;

import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the results of a refinement as one HTML file that needs no server: figures, classes,
 * thresholds, failed images, parameters.
 */
public final class ReportHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --bar: #2f6fde; --muted: #777; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      .bar { display: inline-block; height: .7rem; background: var(--bar); border-radius: 2px; }
      .muted { color: var(--muted); } pre { overflow-x: auto; border: 1px solid var(--line); padding: .6rem; }
      """;

  private final StringBuilder html = new StringBuilder();

  private ReportHtml() {}

  /**
   * Returns the page.
   *
   * @param report empty if the dataset has no ground truth
   */
  public static byte[] of(
      RefinementRequested request,
      RefinementCompleted completed,
      ResultsManifest results,
      Optional<EvaluationReport> report) {
    ReportHtml page = new ReportHtml();
    page.head(request, completed, results);
    report.ifPresent(page::evaluation);
    page.failed(results);
    page.parameters(request);
    page.html.append("</body></html>\n");
    return page.html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void head(
      RefinementRequested request, RefinementCompleted completed, ResultsManifest results) {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(request.refinement()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    element("h1", "Refinement " + request.refinement());
    element(
        "p",
        "%s of experiment %s, %d images, %d failed, ended %s."
            .formatted(
                request.model().network().architecture(),
                request.model().experiment(),
                results.images().size(),
                completed.failed(),
                completed.completedAt()));
    completed
        .metrics()
        .forEach(
            (name, images) -> {
              if (name.startsWith("reused.")) {
                element(
                    "p",
                    "Stage %s took outputs of %.0f images from earlier refinements with the same content."
                        .formatted(name.substring("reused.".length()), images));
              }
            });
    if (results.backgroundThreshold() != null) {
      element(
          "p",
          "Background threshold of the masks: %s; the rule that needs no pixel labels suggests %s."
              .formatted(two(results.backgroundThreshold()), two(results.suggestedThreshold())));
    }
  }

  private void evaluation(EvaluationReport report) {
    element("h2", "Against the ground truth");
    table(
        () -> {
          row("th", "set", "mIoU", "precision", "recall");
          report
              .figures()
              .forEach(
                  (set, scores) ->
                      row(
                          "td",
                          set,
                          percent(scores.meanIou()),
                          percent(scores.precision()),
                          percent(scores.recall())));
        });
    report.remarks().forEach(remark -> element("p", remark + "."));
    thresholds(report);
    relations(report);
    report.figures().forEach((set, scores) -> classes(set, scores, report.classes()));
    if (!report.notEvaluated().isEmpty()) {
      element("h2", "Not evaluated");
      table(() -> report.notEvaluated().forEach(image -> row("td", image.name(), image.reason())));
    }
  }

  private void thresholds(EvaluationReport report) {
    element("h2", "Background thresholds");
    element(
        "p",
        "Used: the threshold of the masks. Rule: suggested by the statistics of the walked maps, without any pixel label. Oracle: the best in hindsight, found with the ground truth; no mask uses it, and it is no result of weak supervision.");
    table(
        () -> {
          row("th", "set", "", "threshold", "mIoU", "precision", "recall");
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

  private void relations(EvaluationReport report) {
    if (!report.irnLabels().isEmpty()) {
      element("h2", "Labels for IRN");
      table(
          () -> {
            row("th", "set", "with a label", "right classes", "right background", "objects found");
            report
                .irnLabels()
                .forEach(
                    (split, shares) ->
                        row(
                            "td",
                            split,
                            percent(shares.coverage()),
                            percent(shares.foregroundPrecision()),
                            percent(shares.backgroundPrecision()),
                            percent(shares.recall())));
          });
    }
    if (!report.irn().isEmpty()) {
      element("h2", "IRN's last steps");
      table(() -> report.irn().forEach((name, value) -> row("td", name, two(value))));
    }
  }

  private void point(String set, String name, EvaluationReport.Point point) {
    row(
        "td",
        set,
        name,
        two(point.threshold()),
        percent(point.meanIou()),
        percent(point.precision()),
        percent(point.recall()));
  }

  private void classes(String set, SegmentationScores scores, List<String> names) {
    element("h2", "Per class, " + set);
    table(
        () -> {
          row("th", "class", "", "IoU", "precision", "recall");
          for (int i = 0; i < names.size(); i++) {
            ClassScore score = scores.classes().get(i);
            long width = Double.isNaN(score.iou()) ? 0 : Math.round(240 * score.iou());
            html.append("<tr><td>")
                .append(escaped(names.get(i)))
                .append("</td><td><span class=\"bar\" style=\"width:")
                .append(width)
                .append("px\"></span></td>");
            for (double value : List.of(score.iou(), score.precision(), score.recall())) {
              html.append("<td class=\"n\">").append(percent(value)).append("</td>");
            }
            html.append("</tr>");
          }
        });
  }

  private void failed(ResultsManifest results) {
    List<ResultsManifest.Entry> failed =
        results.images().stream().filter(entry -> !entry.problem().isEmpty()).toList();
    if (!failed.isEmpty()) {
      element("h2", "Failed images");
      table(() -> failed.forEach(entry -> row("td", entry.name(), entry.problem())));
    }
  }

  private void parameters(RefinementRequested request) {
    element("h2", "Parameters");
    element("pre", new String(Json.canonical(request.parameters()), StandardCharsets.UTF_8));
    element("p", "Weights of the classifier: " + request.model().weights().sha256());
    element("p", "Dataset: " + request.dataset().sha256());
  }

  private void table(Runnable rows) {
    html.append("<table>");
    rows.run();
    html.append("</table>");
  }

  /** Writes a row; figures are right-aligned. */
  private void row(String tag, String... cells) {
    html.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      boolean number = i > 0 && (tag.equals("th") || cells[i].matches("[–\\d.]+"));
      html.append('<').append(tag).append(number ? " class=\"n\">" : ">");
      html.append(escaped(cells[i])).append("</").append(tag).append('>');
    }
    html.append("</tr>");
  }

  private void element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escaped(text));
    html.append("</").append(tag).append('>');
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
