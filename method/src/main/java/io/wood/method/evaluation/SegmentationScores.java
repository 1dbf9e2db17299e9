package io.wood.method.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The scores of a set of masks.
 *
 * @param meanIou mean IoU over the classes that occur in truth or prediction, background included
 * @param precision mean precision over the foreground classes that were predicted
 * @param recall mean recall over the foreground classes that occur in the truth
 * @param classes per class; index 0 is the background
 * @param published precision and recall as the paper averages them; null computes them
 */
public record SegmentationScores(
    double meanIou,
    double precision,
    double recall,
    List<ClassScore> classes,
    Published published) {

  public SegmentationScores {
    classes = List.copyOf(classes);
    published = published == null ? Published.of(classes) : published;
  }

  /** With precision and recall of the paper. */
  public SegmentationScores(
      double meanIou, double precision, double recall, List<ClassScore> classes) {
    this(meanIou, precision, recall, classes, null);
  }

  /**
   * Precision and recall as W-OoD's {@code step/eval_cam.py} prints them: means over all classes
   * with the background, which is the easiest one. A class that occurs and is never predicted has
   * precision 0, where the code's mean is not a number; a class that occurs in neither is left out.
   *
   * @param precision mean precision over the classes that occur in truth or prediction
   * @param recall mean recall over the classes that occur in the truth
   */
  public record Published(double precision, double recall) {
    private static Published of(List<ClassScore> classes) {
      List<ClassScore> occurring =
          classes.stream()
              .filter(score -> score.truePixels() > 0 || score.predictedPixels() > 0)
              .toList();
      return new Published(
          meanOfKnown(occurring, score -> score.predictedPixels() == 0 ? 0 : score.precision()),
          meanOfKnown(occurring, ClassScore::recall));
    }
  }

  static SegmentationScores of(ConfusionMatrix confusion) {
    List<ClassScore> classes =
        IntStream.range(0, confusion.classes()).mapToObj(i -> ClassScore.of(confusion, i)).toList();
    List<ClassScore> foreground = classes.subList(1, classes.size());
    return new SegmentationScores(
        meanOfKnown(classes, ClassScore::iou),
        meanOfKnown(foreground, ClassScore::precision),
        meanOfKnown(foreground, ClassScore::recall),
        classes);
  }

  private static double meanOfKnown(List<ClassScore> scores, ToDoubleFunction<ClassScore> figure) {
    return scores.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
