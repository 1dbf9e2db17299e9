package io.wood.cli.report;

import io.wood.method.evaluation.Resampled;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One arm with one seed.
 *
 * @param seed random seed
 * @param scores scores by stage on the validation images; a stage that did not run is absent
 * @param differences between stages on the validation images; none in evaluations of earlier
 *     versions
 * @param replicates of figures on the validation images; none in evaluations of earlier versions
 */
public record SeedRun(
    long seed,
    Map<EvaluatedStage, StageScores> scores,
    List<StageDifference> differences,
    List<StageReplicates> replicates) {
  public SeedRun {
    scores = Map.copyOf(scores);
    differences = List.copyOf(differences);
    replicates = List.copyOf(replicates);
  }

  /** A figure with its replicates; empty without them. */
  Optional<Resampled> resampled(EvaluatedStage stage, String figure) {
    return replicates.stream()
        .filter(each -> each.stage() == stage && each.figure().equals(figure))
        .map(StageReplicates::value)
        .findFirst();
  }
}
