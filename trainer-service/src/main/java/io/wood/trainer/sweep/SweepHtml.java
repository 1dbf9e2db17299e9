package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepDetail.Stop;
import io.wood.kit.page.HtmlPage;
import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Writes the report of a sweep as one HTML file that needs no server. */
public final class SweepHtml {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; }
      svg { max-width: 100%; height: auto; } pre { overflow-x: auto; border: 1px solid #8884; padding: .6rem; }
      """;

  private final HtmlPage html = new HtmlPage();

  private SweepHtml() {}

  /** Returns the page. */
  public static String of(SweepDetail sweep) {
    return new SweepHtml().page(sweep);
  }

  private String page(SweepDetail sweep) {
    String id = sweep.summary().sweep();
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(HtmlPage.escaped(id))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    html.element("h1", "Sweep " + id);
    html.element(
        "p",
        "%d of %d experiments have succeeded; requested by %s at %s."
            .formatted(
                sweep.summary().succeeded(),
                sweep.summary().runs(),
                sweep.summary().requestedBy(),
                sweep.summary().requestedAt()));
    sweep.stops().stream().map(Stop::text).forEach(text -> html.element("p", text));
    html.append(SweepPlot.svg(sweep, sweep.plotted()));
    points(sweep);
    runs(sweep);
    html.element("h2", "Order");
    html.element("pre", new String(Json.canonical(sweep.order()), StandardCharsets.UTF_8));
    return html.append("</body></html>\n").toString();
  }

  private void points(SweepDetail sweep) {
    List<String> axes = sweep.summary().axes();
    html.element("h2", "Mean ± sample standard deviation over the seeds, %");
    html.table(
        () -> {
          html.textRow("th", cells(Stream.of(axes, List.of("OoDs", "seeds"), sweep.plotted())));
          sweep.points().forEach(point -> html.textRow("td", cells(sweep, point)));
        });
  }

  private static String[] cells(SweepDetail sweep, Point point) {
    return cells(
        Stream.of(
            sweep.summary().axes().stream().map(point.values()::get).toList(),
            List.of(Integer.toString(point.oods()), point.seeds().toString()),
            sweep.plotted().stream().map(name -> text(point.metrics().get(name))).toList()));
  }

  private void runs(SweepDetail sweep) {
    List<String> axes = sweep.summary().axes();
    html.element("h2", "Experiments");
    html.table(
        () -> {
          html.textRow("th", cells(Stream.of(axes, List.of("seed", "experiment", "state", ""))));
          sweep.runs().forEach(run -> html.textRow("td", cells(axes, run)));
        });
  }

  private static String[] cells(List<String> axes, Run run) {
    return cells(
        Stream.of(
            axes.stream().map(run.values()::get).toList(),
            List.of(Long.toString(run.seed()), run.experiment(), run.state(), run.message())));
  }

  private static String text(Spread spread) {
    return spread == null ? "–" : spread.percent();
  }

  private static String[] cells(Stream<List<String>> cells) {
    return cells.flatMap(List::stream).toArray(String[]::new);
  }
}
