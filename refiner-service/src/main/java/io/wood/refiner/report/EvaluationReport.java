package io.wood.refiner.report;

import io.wood.method.evaluation.BoundaryIou;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.LabelAccuracy;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.store.Json.LongList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The evaluation of a refinement's masks against ground truth, which no earlier step reads.
 *
 * @param refinement its id
 * @param classes background first
 * @param figures by {@code split.stage}, such as {@code validation.seed}
 * @param thresholds the background threshold compared with others, by {@code split.stage}
 * @param images one row per evaluated image
 * @param notEvaluated images that have a ground truth and could not be evaluated
 * @param irnLabels how many labels for IRN are right, by split
 * @param irn figures of IRN's last steps; none where an earlier version trained it
 * @param remarks for a person
 * @param pixelPrecision pixel average precision of the CAMs ({@code seed}) and the walked maps
 *     ({@code mask}) of the labelled classes, by {@code split.stage}; none in older reports
 * @param falsePositives where wrong pixels lie, by {@code split.stage}; none in older reports
 * @param boundaries boundary IoU, by {@code split.stage}; none in older reports
 * @param differences between stages on the same images; none in older reports
 * @param maskGains of the masks over their seeds, by split; none in older reports
 * @param replicates figures of resampled images, from which differences between refinements get
 *     their intervals; none in older reports
 */
public record EvaluationReport(
    String refinement,
    List<String> classes,
    Map<String, SegmentationScores> figures,
    Map<String, Thresholds> thresholds,
    List<ImageFigures> images,
    List<NotEvaluated> notEvaluated,
    Map<String, LabelAccuracy.Shares> irnLabels,
    Map<String, Double> irn,
    List<String> remarks,
    Map<String, PixelAveragePrecision.Scores> pixelPrecision,
    Map<String, FalsePositives.Shares> falsePositives,
    Map<String, BoundaryIou.Scores> boundaries,
    List<Difference> differences,
    Map<String, MaskGain> maskGains,
    List<Replicates> replicates) {

  public EvaluationReport {
    thresholds = thresholds == null ? Map.of() : thresholds;
    notEvaluated = notEvaluated == null ? List.of() : notEvaluated;
    irnLabels = irnLabels == null ? Map.of() : irnLabels;
    irn = irn == null ? Map.of() : irn;
    remarks = remarks == null ? List.of() : remarks;
    pixelPrecision = pixelPrecision == null ? Map.of() : pixelPrecision;
    falsePositives = falsePositives == null ? Map.of() : falsePositives;
    boundaries = boundaries == null ? Map.of() : boundaries;
    differences = differences == null ? List.of() : differences;
    maskGains = maskGains == null ? Map.of() : maskGains;
    replicates = replicates == null ? List.of() : replicates;
  }

  /** Returns the same without replicates, which take 9 kB for a stage and figure. */
  public EvaluationReport withoutReplicates() {
    return new EvaluationReport(
        refinement,
        classes,
        figures,
        thresholds,
        images,
        notEvaluated,
        irnLabels,
        irn,
        remarks,
        pixelPrecision,
        falsePositives,
        boundaries,
        differences,
        maskGains,
        null);
  }

  /**
   * One image.
   *
   * @param image SHA-256 of the image
   * @param name display name
   * @param split of the dataset
   * @param labels its classes
   * @param meanIou by stage
   */
  public record ImageFigures(
      String image, String name, String split, List<String> labels, Map<String, Double> meanIou) {}

  /** Takes the images of a report that is read. */
  public static LongList<ImageFigures> each(Consumer<ImageFigures> image) {
    return new LongList<>("images", ImageFigures.class, image);
  }

  /** An image that could not be evaluated, and why. */
  public record NotEvaluated(String image, String name, String reason) {}

  /**
   * Figures at several background thresholds.
   *
   * @param used the threshold of the masks
   * @param rule the threshold of the label-free rule; null for seeds, which have no rule
   * @param oracle the best threshold in hindsight, found with the ground truth: no mask uses it,
   *     and its figures are no result of weak supervision
   * @param curve every threshold in steps of .01
   */
  public record Thresholds(Point used, Point rule, Point oracle, List<Point> curve) {}

  /**
   * The difference of a figure between two stages on the same images.
   *
   * @param figure {@code mIoU} or {@code PxAP}
   * @param set {@code split.stage}
   * @param reference what is subtracted, {@code split.stage}
   * @param value difference and 95 % interval
   */
  public record Difference(String figure, String set, String reference, PairedDifference value) {}

  /**
   * A figure of a stage and of its resampled images.
   *
   * @param figure {@code mIoU} or {@code PxAP}
   * @param set {@code split.stage}
   * @param value the figure, and its replicates rounded to 1e-6
   */
  public record Replicates(String figure, String set, Resampled value) {}

  /** A threshold and the figures at it; NaN where there are no pixels. */
  public record Point(double threshold, double meanIou, double precision, double recall) {}
}
