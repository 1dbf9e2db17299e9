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
 */
public record SegmentationScores(
    double meanIou, double precision, double recall, List<ClassScore> classes) {

  public SegmentationScores {
    classes = List.copyOf(classes);
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
