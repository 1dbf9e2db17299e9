package io.wood.cli.report;

import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.SegmentationScores;
import java.util.Arrays;
import java.util.List;

/** Makes scores out of IoUs. */
final class Scores {
  private Scores() {}

  /**
   * One IoU per class, background first; precision is .1 above, recall .2 above, far false
   * positives are 1 − IoU; there are no maps and no outlines.
   */
  static StageScores of(double... iou) {
    List<ClassScore> classes =
        Arrays.stream(iou).mapToObj(v -> new ClassScore(v, v + .1, v + .2, 10, 10)).toList();
    double mean = Arrays.stream(iou).average().orElseThrow();
    return new StageScores(
        new SegmentationScores(mean, mean + .1, mean + .2, classes),
        Double.NaN,
        Double.NaN,
        new FalsePositives.Shares(mean, 0, 0, 1 - mean));
  }
}
