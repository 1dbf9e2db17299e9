package io.wood.method.parity.check;

import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;

/** The counts of all images together, and what follows from them. */
public final class ScoresParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-6;

  @Override
  public String topic() {
    return "miou";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    ConfusionMatrix confusion = new ConfusionMatrix(golden.shape("confusion")[0]);
    for (MatchResult truth : golden.matching("gt(\\d+)")) {
      confusion.add(golden.bytes(truth.group()), golden.bytes("pred" + truth.group(1)));
    }
    comparison.exact("confusion", confusion.counts().stream().mapToInt(Math::toIntExact).toArray());
    SegmentationScores scores = confusion.scores();
    comparison.close("miou", scores.meanIou(), TOLERANCE);
    comparison.close("miou_f64", scores.meanIou(), TOLERANCE);
    comparison.close("iou", each(scores.classes(), ClassScore::iou), TOLERANCE);
    comparison.close("precision", each(scores.classes(), ClassScore::precision), TOLERANCE);
    comparison.close("recall", each(scores.classes(), ClassScore::recall), TOLERANCE);
  }

  private static double[] each(List<ClassScore> scores, ToDoubleFunction<ClassScore> figure) {
    return scores.stream().mapToDouble(figure).toArray();
  }
}
