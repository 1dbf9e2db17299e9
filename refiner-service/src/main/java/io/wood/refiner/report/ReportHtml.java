package io.wood.refiner.report;

import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.kit.page.HtmlPage;
import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes the results of a refinement as one HTML file that needs no server: figures, classes,
 * thresholds, failed images, parameters.
 */
public final class ReportHtml {
  /** Before the name of a stage: how many images took outputs of an equal stage. */
  public static final String REUSED = "reused.";

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --bar: #2f6fde; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      .bar { display: inline-block; height: .7rem; background: var(--bar); border-radius: 2px; }
      pre { overflow-x: auto; border: 1px solid var(--line); padding: .6rem; }
      """;

  private final HtmlPage page = new HtmlPage();

  private ReportHtml() {}

  /**
   * Returns the page.
   *
   * @param report its images are not shown; empty if the dataset has no ground truth
   */
  public static byte[] of(
      RefinementRequested request,
      RefinementCompleted completed,
      ResultsSummary results,
      Optional<EvaluationReport> report) {
    ReportHtml html = new ReportHtml();
    html.head(request, completed, results);
    IrnProgress.summary(completed.metrics())
        .ifPresent(losses -> html.page.element("p", losses + "."));
    // Reports of earlier versions have remarks that their events lack.
    report
        .map(EvaluationReport::remarks)
        .orElse(completed.remarks())
        .forEach(remark -> html.page.element("p", "Remark: " + remark + "."));
    report.ifPresent(new EvaluationHtml(html.page)::write);
    html.failed(results.failed());
    html.parameters(request);
    html.page.append("</body></html>\n");
    return html.page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void head(
      RefinementRequested request, RefinementCompleted completed, ResultsSummary results) {
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(HtmlPage.escaped(request.refinement()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    page.element("h1", "Refinement " + request.refinement());
    page.element(
        "p",
        "%s of experiment %s, %d images, %d failed, ended %s."
            .formatted(
                request.model().network().architecture(),
                request.model().experiment(),
                results.images(),
                completed.failed(),
                completed.completedAt()));
    completed
        .metrics()
        .forEach(
            (name, images) -> {
              if (name.startsWith(REUSED)) {
                page.element(
                    "p",
                    "Stage %s took outputs of %.0f images from earlier refinements with the same content."
                        .formatted(name.substring(REUSED.length()), images));
              }
            });
    ResultsManifest manifest = results.manifest();
    if (manifest.backgroundThreshold() != null) {
      page.element(
          "p",
          "Background threshold of the masks: %s; the rule that needs no pixel labels suggests %s."
              .formatted(
                  HtmlPage.two(manifest.backgroundThreshold()),
                  HtmlPage.two(manifest.suggestedThreshold())));
    }
  }

  private void failed(List<ResultsManifest.Entry> failed) {
    if (!failed.isEmpty()) {
      page.element("h2", "Failed images");
      page.table(() -> failed.forEach(entry -> page.row("td", entry.name(), entry.problem())));
    }
  }

  private void parameters(RefinementRequested request) {
    page.element("h2", "Parameters");
    page.element("pre", new String(Json.canonical(request.parameters()), StandardCharsets.UTF_8));
    page.element("p", "Weights of the classifier: " + request.model().weights().sha256());
    page.element("p", "Dataset: " + request.dataset().sha256());
  }
}
