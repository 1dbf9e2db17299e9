package io.wood.cli.report;

import java.util.List;
import java.util.Map;

/**
 * One arm with one seed.
 *
 * @param seed random seed
 * @param scores scores by stage on the validation images; a stage that did not run is absent
 * @param differences between stages on the validation images; none in evaluations of earlier
 *     versions
 */
public record SeedRun(
    long seed, Map<EvaluatedStage, StageScores> scores, List<StageDifference> differences) {
  public SeedRun {
    scores = Map.copyOf(scores);
    differences = List.copyOf(differences);
  }
}
