package io.wood.ranker.http;

import io.wood.contracts.artifact.ModelRef;
import io.wood.ranker.rank.RankingCounters;
import io.wood.ranker.rank.RerankCandidates;
import java.util.List;

/**
 * What the ranker does now.
 *
 * @param model the classifier at work, null when there is none
 * @param choice an experiment, null for the latest base classifier
 * @param problem why the chosen classifier is not at work, else empty
 * @param threshold least probability of a hard OoD
 * @param waiting decoded images that wait for the network
 * @param counts since this process started
 * @param rerank the present or the last run over all candidates
 * @param recent the latest hard OoDs, newest first
 */
record RankerStatus(
    ModelRef model,
    String choice,
    String problem,
    double threshold,
    int waiting,
    RankingCounters.Counts counts,
    RerankCandidates.Status rerank,
    List<Recent> recent) {

  /**
   * A hard OoD.
   *
   * @param image SHA-256
   * @param name the publisher's name for it
   * @param predictedClass what the classifier sees
   * @param score how surely
   */
  record Recent(String image, String name, String predictedClass, double score) {}
}
