package io.wood.refiner.report;

import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.evaluation.ThresholdSweep;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sweeps background thresholds for an evaluation, by {@code split.stage}. */
public final class ThresholdSweeps {
  private final int labels;
  private final Map<String, ThresholdSweep> byName = new TreeMap<>();

  /**
   * Creates empty sweeps.
   *
   * @param labels number of classes, including background
   */
  public ThresholdSweeps(int labels) {
    this.labels = labels;
  }

  public void add(String name, byte[] truth, List<Integer> keys, ImagePlanes maps) {
    byName.computeIfAbsent(name, any -> new ThresholdSweep(labels)).add(truth, keys, maps);
  }

  /**
   * Returns the figures at each threshold.
   *
   * @param used the threshold of each stage
   * @param rule the threshold of the label-free rule, for the stages that have one
   */
  public Map<String, EvaluationReport.Thresholds> compared(
      Map<String, Double> used, Map<String, Double> rule) {
    Map<String, EvaluationReport.Thresholds> compared = new TreeMap<>();
    byName.forEach(
        (name, sweep) -> {
          String stage = name.substring(name.indexOf('.') + 1);
          Double suggested = rule.get(stage);
          compared.put(
              name,
              new EvaluationReport.Thresholds(
                  point(sweep.near(used.get(stage))),
                  suggested == null ? null : point(sweep.near(suggested)),
                  point(sweep.oracle()),
                  sweep.curve().stream().map(ThresholdSweeps::point).toList()));
        });
    return compared;
  }

  private static EvaluationReport.Point point(ThresholdSweep.Point point) {
    SegmentationScores scores = point.scores();
    return new EvaluationReport.Point(
        point.threshold(), scores.meanIou(), scores.precision(), scores.recall());
  }
}
