package io.wood.refiner.report;

import io.wood.method.evaluation.BoundaryIou;
import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.LabelAccuracy;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.csv.CsvCodec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes an evaluation as CSV: a line per split, stage and class, then thresholds and images. */
public final class ReportCsv {
  private final Writer text;

  private ReportCsv(Writer text) {
    this.text = text;
  }

  /**
   * Writes a report.
   *
   * @param report without its images
   * @param images passes them on
   */
  public static void write(
      EvaluationReport report,
      Consumer<Consumer<EvaluationReport.ImageFigures>> images,
      OutputStream out)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      new ReportCsv(text).write(report, images);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    text.flush();
  }

  private void write(
      EvaluationReport report, Consumer<Consumer<EvaluationReport.ImageFigures>> images) {
    line("kind", "set", "name", "threshold", "mIoU or IoU", "precision", "recall", "note");
    report.figures().forEach((set, scores) -> scores(set, scores, report.classes()));
    report.pixelPrecision().forEach((set, found) -> pixels(set, found, report.classes()));
    report.boundaries().forEach((set, found) -> boundary(set, found, report.classes()));
    report.falsePositives().forEach(this::falsePositives);
    report.differences().forEach(this::difference);
    report.thresholds().forEach(this::thresholds);
    report.maskGains().forEach(this::gain);
    report.irnLabels().forEach(this::labels);
    report.irn().forEach((name, value) -> line("irn", "", name, "", number(value), "", "", ""));
    report.remarks().forEach(remark -> line("remark", "", "", "", "", "", "", remark));
    images.accept(this::image);
    report
        .notEvaluated()
        .forEach(image -> line("not evaluated", "", image.name(), "", "", "", "", image.reason()));
  }

  private void scores(String set, SegmentationScores scores, List<String> classes) {
    line(
        "all classes",
        set,
        "",
        "",
        number(scores.meanIou()),
        number(scores.precision()),
        number(scores.recall()),
        "");
    line(
        "all classes",
        set,
        "with background",
        "",
        "",
        number(scores.published().precision()),
        number(scores.published().recall()),
        "means of the paper");
    for (int i = 0; i < classes.size(); i++) {
      ClassScore score = scores.classes().get(i);
      line(
          "class",
          set,
          classes.get(i),
          "",
          number(score.iou()),
          number(score.precision()),
          number(score.recall()),
          "");
    }
  }

  private void pixels(String set, PixelAveragePrecision.Scores found, List<String> classes) {
    line("PxAP", set, "", "", "", number(found.pooled()), "", "all classes together");
    for (int i = 1; i < classes.size(); i++) {
      line("PxAP", set, classes.get(i), "", "", number(found.classes().get(i - 1)), "", "");
    }
  }

  private void boundary(String set, BoundaryIou.Scores found, List<String> classes) {
    line("boundary IoU", set, "", "", number(found.mean()), "", "", "mean");
    for (int i = 0; i < classes.size(); i++) {
      line("boundary IoU", set, classes.get(i), "", number(found.classes().get(i)), "", "", "");
    }
  }

  private void falsePositives(String set, FalsePositives.Shares shares) {
    line(
        "predicted pixels",
        set,
        "",
        "",
        "",
        number(shares.right()),
        "",
        "other class %s, near %s, far %s"
            .formatted(number(shares.otherClass()), number(shares.near()), number(shares.far())));
  }

  private void difference(EvaluationReport.Difference difference) {
    boolean meanIou = difference.figure().equals("mIoU");
    String value = number(difference.value().difference());
    line(
        "difference",
        difference.set(),
        "from " + difference.reference(),
        "",
        meanIou ? value : "",
        meanIou ? "" : value,
        "",
        "%s, 95 %% from %s to %s"
            .formatted(
                difference.figure(),
                number(difference.value().low()),
                number(difference.value().high())));
  }

  private void thresholds(String set, EvaluationReport.Thresholds thresholds) {
    point(set, "used", thresholds.used(), "threshold of the masks");
    if (thresholds.rule() != null) {
      point(set, "rule", thresholds.rule(), "suggested without any pixel label");
    }
    point(set, "oracle", thresholds.oracle(), "found with the ground truth");
  }

  private void gain(String split, MaskGain gain) {
    line(
        "gain over the seeds",
        split + "." + SetEvaluations.MASK,
        "",
        "",
        number(gain.gain()),
        "",
        "",
        "threshold alone %s, share of the gain %s"
            .formatted(
                number(gain.threshold()), gain.share() == null ? "none" : number(gain.share())));
  }

  private void labels(String split, LabelAccuracy.Shares shares) {
    line(
        "labels for IRN",
        split,
        "foreground",
        "",
        "",
        number(shares.foregroundPrecision()),
        number(shares.recall()),
        "coverage " + number(shares.coverage()));
    line(
        "labels for IRN",
        split,
        "background",
        "",
        "",
        number(shares.backgroundPrecision()),
        "",
        "");
  }

  private void point(String set, String name, EvaluationReport.Point point, String note) {
    line(
        "threshold",
        set,
        name,
        number(point.threshold()),
        number(point.meanIou()),
        number(point.precision()),
        number(point.recall()),
        note);
  }

  private void image(EvaluationReport.ImageFigures image) {
    image
        .meanIou()
        .forEach(
            (stage, value) ->
                line(
                    "image",
                    image.split() + "." + stage,
                    image.name(),
                    "",
                    number(value),
                    "",
                    "",
                    String.join(" ", image.labels())));
  }

  private void line(String... cells) {
    try {
      CsvCodec.write(text, List.of(cells));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }
}
