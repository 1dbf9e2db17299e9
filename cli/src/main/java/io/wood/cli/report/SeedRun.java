package io.wood.cli.report;

import io.wood.method.evaluation.SegmentationScores;
import java.util.Map;

/**
 * One arm with one seed.
 *
 * @param seed of everything random
 * @param scores by step, on the validation images; a step that was not run is absent
 */
public record SeedRun(long seed, Map<EvaluatedStage, SegmentationScores> scores) {
  public SeedRun {
    scores = Map.copyOf(scores);
  }
}
