package io.wood.cli.report;

import io.wood.method.evaluation.SegmentationScores;
import java.util.Map;

/**
 * One arm with one seed.
 *
 * @param seed random seed
 * @param scores scores by stage on the validation images; a stage that did not run is absent
 */
public record SeedRun(long seed, Map<EvaluatedStage, SegmentationScores> scores) {
  public SeedRun {
    scores = Map.copyOf(scores);
  }
}
