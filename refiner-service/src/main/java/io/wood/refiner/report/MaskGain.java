package io.wood.refiner.report;

import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the pseudo-masks of a split gain over the seeds that they come from, in mIoU from 0 to 1,
 * and how much of that another threshold of the seeds would give, without IRN and walk. With the
 * mIoU {@code m} of masks and {@code s} of seeds, each at the threshold used, and {@code o} of
 * seeds at their best threshold, which is found with the ground truth ({@link
 * EvaluationReport.Thresholds#oracle}), the gain is m − s, the part of the threshold o − s, and its
 * share (o − s)/(m − s).
 *
 * @param gain m − s
 * @param threshold o − s, at least 0
 * @param share of the gain that is threshold alone; above 1 where the best threshold of the seeds
 *     is better than the masks; null where the gain is not positive
 */
public record MaskGain(double gain, double threshold, Double share) {
  private static final String SEED = "." + SetEvaluations.SEED;
  private static final String MASK = "." + SetEvaluations.MASK;

  /** The gains by split, from the thresholds by {@code split.stage}. */
  public static Map<String, MaskGain> of(Map<String, EvaluationReport.Thresholds> thresholds) {
    Map<String, MaskGain> gains = new TreeMap<>();
    thresholds.forEach(
        (set, masks) -> {
          String split = set.substring(0, set.indexOf('.'));
          EvaluationReport.Thresholds seeds = thresholds.get(split + SEED);
          if (set.endsWith(MASK) && seeds != null) {
            double gain = masks.used().meanIou() - seeds.used().meanIou();
            double threshold = seeds.oracle().meanIou() - seeds.used().meanIou();
            gains.put(split, new MaskGain(gain, threshold, gain > 0 ? threshold / gain : null));
          }
        });
    return gains;
  }

  /**
   * A remark on each split whose masks are not better than their seeds, by the 95 % interval of the
   * difference in mIoU on the same images.
   *
   * @param differences between stages
   * @param scores by {@code split.stage}
   */
  public static List<String> remarks(
      List<EvaluationReport.Difference> differences, Map<String, SegmentationScores> scores) {
    return differences.stream()
        .filter(difference -> difference.figure().equals("mIoU"))
        .filter(difference -> difference.set().endsWith(MASK))
        .filter(difference -> difference.reference().endsWith(SEED))
        .filter(difference -> difference.value().low() <= 0)
        .map(
            difference ->
                String.format(
                    Locale.ROOT,
                    "the masks of the %s images are not %s than their seeds: mIoU %.1f against %.1f, 95 %% interval of the difference from %+.1f to %+.1f points; try more steps of IRN (irn.leastSteps) or another walk (walk.logSteps, walk.beta, walk.adapted)",
                    difference.set().substring(0, difference.set().indexOf('.')),
                    difference.value().difference() > 0 ? "clearly better" : "better",
                    100 * scores.get(difference.set()).meanIou(),
                    100 * scores.get(difference.reference()).meanIou(),
                    100 * difference.value().low(),
                    100 * difference.value().high()))
        .toList();
  }
}
