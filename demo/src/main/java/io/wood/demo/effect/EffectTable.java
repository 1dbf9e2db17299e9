package io.wood.demo.effect;

import io.wood.cli.console.Terminal;
import io.wood.demo.effect.EffectDifference.Figures;
import io.wood.method.evaluation.MeanDeviation;
import io.wood.method.evaluation.PairedDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Prints a row for each trained classifier, then mean and deviation of each arm. <i>blurred</i> is
 * the confidence in the labelled classes without the images' detail, over that with it; <i>far</i>
 * is the share of the seeds' foreground that lies on background far from any object.
 */
final class EffectTable {
  private static final String ROW =
      "%-20s %5s %5s %5s %6s %7s %7s %11s %11s %11s %7s %7s %8s %8s %11s";
  private static final String SUMMARY = "%-20s %5s %13s %13s %13s %13s %13s %13s %13s %13s";
  private static final String DIFFERENCE = "%-38s %5s %22s %22s %22s";

  private final Terminal terminal;

  EffectTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void header() {
    terminal.line(
        ROW.formatted(
            "arm",
            "base",
            "seed",
            "OoDs",
            "steps",
            "mAP",
            "blurred",
            "mIoU %",
            "precision %",
            "recall %",
            "far %",
            "PxAP %",
            "train s",
            "score s",
            "mask mIoU %"));
  }

  void row(EffectRow row) {
    if (!row.failure().isEmpty()) {
      terminal.line(
          "%-20s %5d %5d %5d %6d failed: %s"
              .formatted(
                  row.name(), row.base(), row.seed(), row.oods(), row.steps(), row.failure()));
      return;
    }
    terminal.line(
        ROW.formatted(
            row.name(),
            row.base(),
            row.seed(),
            row.oods(),
            row.steps(),
            decimals(3, row.meanAveragePrecision()),
            row.blurredConfidence() == null ? "" : decimals(2, row.blurredConfidence()),
            decimals(1, 100 * row.meanIou()),
            decimals(1, 100 * row.precision()),
            decimals(1, 100 * row.recall()),
            decimals(1, 100 * row.cams().falsePositives().far()),
            decimals(1, 100 * row.cams().pixelPrecision()),
            decimals(0, row.trainSeconds()),
            decimals(0, row.scoreSeconds()),
            row.mask() == null ? "" : decimals(1, 100 * row.mask().meanIou())));
  }

  /** Everything beside the rows. */
  void results(EffectResults results) {
    summary(results.rows());
    new DetailTable(terminal, results).write();
    differences(results.differences());
  }

  /** Mean ± sample standard deviation over the bases and seeds that succeeded. */
  private void summary(List<EffectRow> rows) {
    terminal.line("");
    terminal.line(
        SUMMARY.formatted(
            "arm",
            "runs",
            "mAP",
            "blurred",
            "mIoU %",
            "precision %",
            "recall %",
            "far %",
            "PxAP %",
            "mask mIoU %"));
    byArm(rows)
        .forEach(
            (arm, ran) ->
                terminal.line(
                    SUMMARY.formatted(
                        arm,
                        ran.size(),
                        spread(3, ran, EffectRow::meanAveragePrecision),
                        ran.stream().allMatch(row -> row.blurredConfidence() != null)
                            ? spread(2, ran, EffectRow::blurredConfidence)
                            : "",
                        spread(1, ran, row -> 100 * row.meanIou()),
                        spread(1, ran, row -> 100 * row.precision()),
                        spread(1, ran, row -> 100 * row.recall()),
                        spread(1, ran, row -> 100 * row.cams().falsePositives().far()),
                        spread(1, ran, row -> 100 * row.cams().pixelPrecision()),
                        ran.stream().allMatch(row -> row.mask() != null)
                            ? spread(1, ran, row -> 100 * row.mask().meanIou())
                            : "")));
  }

  /** The runs of each arm that succeeded. */
  static Map<String, List<EffectRow>> byArm(List<EffectRow> rows) {
    Map<String, List<EffectRow>> arms = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.failure().isEmpty())
        .forEach(row -> arms.computeIfAbsent(row.name(), any -> new ArrayList<>()).add(row));
    return arms;
  }

  /** Differences in points with their 95 % intervals. */
  private void differences(List<EffectDifference> differences) {
    if (differences.isEmpty()) {
      return;
    }
    terminal.line("");
    terminal.line(
        "differences in points, paired by base, seed and image, with 95 % intervals over images and pairs of base and seed");
    terminal.line(
        "(pairs of the same base count as independent, so few bases give too narrow an interval)");
    differences(differences, EffectDifference::all);
    terminal.line("");
    terminal.line("the same on a half of the validation images, to choose a variant on");
    differences(differences, EffectDifference::selection);
    terminal.line("");
    terminal.line("and on the other half, to report it on");
    differences(differences, EffectDifference::confirmation);
  }

  private void differences(
      List<EffectDifference> differences, Function<EffectDifference, Figures> images) {
    terminal.line(DIFFERENCE.formatted("arm - arm", "pairs", "mIoU", "PxAP", "mask mIoU"));
    for (EffectDifference of : differences) {
      Figures figures = images.apply(of);
      terminal.line(
          DIFFERENCE.formatted(
              of.arm() + " - " + of.reference(),
              figures.meanIou() == null ? 0 : figures.meanIou().seeds(),
              interval(figures.meanIou()),
              interval(figures.pixelPrecision()),
              interval(figures.maskMeanIou())));
    }
  }

  private static String interval(PairedDifference difference) {
    return Optional.ofNullable(difference)
        .filter(paired -> Double.isFinite(paired.difference()))
        .map(
            paired ->
                String.format(
                    Locale.ROOT,
                    "%+.1f [%+.1f, %+.1f]",
                    100 * paired.difference(),
                    100 * paired.low(),
                    100 * paired.high()))
        .orElse("");
  }

  static <T> String spread(int places, List<T> rows, ToDoubleFunction<T> of) {
    MeanDeviation spread = MeanDeviation.of(rows.stream().map(of::applyAsDouble).toList());
    return spread.count() == 1
        ? decimals(places, spread.mean())
        : decimals(places, spread.mean()) + " ± " + decimals(places, spread.deviation());
  }

  private static String decimals(int places, double value) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
