package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.kit.page.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws figures of a sweep over its first axis as SVG: one panel for each figure, one line for each
 * combination of the other axes, ± the sample standard deviation over the seeds as bars; points
 * alone over an axis of names. Shares are in percent. Looks are attributes, so that the file needs
 * no style sheet.
 */
public final class SweepPlot {
  private static final int WIDTH = 380;
  private static final int HEIGHT = 260;
  private static final int LEFT = 48;
  private static final int RIGHT = 14;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;
  private static final int LEGEND_LINE = 18;
  private static final int Y_TICKS = 4;
  private static final double LABEL_DISTANCE = 30;
  private static final List<String> COLOURS =
      List.of("#1f6fde", "#c4432f", "#2a8f57", "#a8730b", "#7b4fc9", "#444444");

  private final SweepDetail sweep;
  private final SweepAxis axis;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();

  private SweepPlot(SweepDetail sweep) {
    this.sweep = sweep;
    this.axis = new SweepAxis(sweep);
    String first = sweep.order().axes().get(0).name();
    for (Point point : sweep.points()) {
      Map<String, String> others = new TreeMap<>(point.values());
      others.remove(first);
      lines.computeIfAbsent(name(others), line -> new ArrayList<>()).add(point);
    }
  }

  /**
   * Returns the plot.
   *
   * @param metrics names of the figures; what no point has is an empty panel
   */
  public static String svg(SweepDetail sweep, List<String> metrics) {
    return new SweepPlot(sweep).draw(metrics);
  }

  private static String name(Map<String, String> others) {
    return String.join(
        ", ",
        others.entrySet().stream()
            .map(one -> SweepOrder.shortName(one.getKey()) + " " + one.getValue())
            .toList());
  }

  private String draw(List<String> metrics) {
    int legend = lines.size() > 1 ? lines.size() * LEGEND_LINE + 8 : 0;
    int width = WIDTH * Math.max(1, metrics.size());
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
        width, HEIGHT + legend, width, HEIGHT + legend);
    add(
        "<title>%s</title>",
        HtmlPage.escaped(sweep.summary().sweep() + ": " + String.join(", ", metrics)));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    if (metrics.isEmpty()) {
      text(WIDTH / 2.0, HEIGHT / 2.0, "middle", "#555555", "no experiment has figures yet");
    }
    for (int panel = 0; panel < metrics.size(); panel++) {
      add("<g transform=\"translate(%d 0)\">", panel * WIDTH);
      panel(metrics.get(panel));
      add("</g>");
    }
    if (legend > 0) {
      legend();
    }
    return add("</svg>").toString();
  }

  private void panel(String metric) {
    text(LEFT, 18, "start", "#111111", metric + ", %");
    double[] range = range(metric);
    for (int tick = 0; tick <= Y_TICKS; tick++) {
      double value = range[0] + (range[1] - range[0]) * tick / Y_TICKS;
      double y = y(value, range);
      line(LEFT, y, WIDTH - RIGHT, y, "#dddddd", 1);
      text(LEFT - 6, y + 4, "end", "#555555", String.format(Locale.ROOT, "%.1f", 100 * value));
    }
    double labelled = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, String> tick : axis.ticks().entrySet()) {
      double x = x(tick.getKey());
      if (x - labelled >= LABEL_DISTANCE) {
        text(x, HEIGHT - BOTTOM + 16, "middle", "#555555", tick.getValue());
        labelled = x;
      }
    }
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "#111111", axis.title());
    int index = 0;
    for (List<Point> points : lines.values()) {
      line(points, metric, range, COLOURS.get(index++ % COLOURS.size()));
    }
  }

  private void line(List<Point> points, String metric, double[] range, String colour) {
    TreeMap<Double, Spread> drawn = new TreeMap<>();
    for (Point point : points) {
      Spread spread = point.metrics().get(metric);
      if (spread != null) {
        drawn.put(axis.place(point), spread);
      }
    }
    StringBuilder path = new StringBuilder();
    drawn.forEach(
        (place, spread) -> {
          double x = x(place);
          double y = y(spread.mean(), range);
          path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
          double low = y(spread.mean() - spread.deviation(), range);
          double high = y(spread.mean() + spread.deviation(), range);
          if (spread.deviation() > 0) {
            line(x, low, x, high, colour, 1.5);
            line(x - 4, low, x + 4, low, colour, 1.5);
            line(x - 4, high, x + 4, high, colour, 1.5);
          }
          add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
        });
    if (axis.isNumeric()) {
      add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
    }
  }

  private void legend() {
    int index = 0;
    for (String name : lines.keySet()) {
      double y = HEIGHT + 12.0 + index * LEGEND_LINE;
      line(LEFT, y - 4, LEFT + 24, y - 4, COLOURS.get(index++ % COLOURS.size()), 3);
      text(LEFT + 32, y, "start", "#111111", name);
    }
  }

  /** From the lowest to the highest bar, with a margin; a share is not below 0. */
  private double[] range(String metric) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Point point : sweep.points()) {
      Spread spread = point.metrics().get(metric);
      if (spread != null) {
        low = Math.min(low, spread.mean() - spread.deviation());
        high = Math.max(high, spread.mean() + spread.deviation());
      }
    }
    if (low > high) {
      return new double[] {0, 1};
    }
    double margin = Math.max(.005, (high - low) * .08);
    return new double[] {Math.max(0, low - margin), high + margin};
  }

  private double x(double place) {
    return LEFT + 10 + place * (WIDTH - LEFT - RIGHT - 20);
  }

  private static double y(double value, double[] range) {
    return HEIGHT - BOTTOM - (value - range[0]) / (range[1] - range[0]) * (HEIGHT - TOP - BOTTOM);
  }

  private void line(double x1, double y1, double x2, double y2, String colour, double width) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, colour, width);
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, HtmlPage.escaped(text));
  }

  private StringBuilder add(String format, Object... values) {
    return out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
