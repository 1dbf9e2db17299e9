package io.wood.contracts.api.ranker;

import io.wood.contracts.artifact.ModelRef;
import java.util.List;

/**
 * Current state of a ranker replica.
 *
 * @param model active classifier; null when there is none
 * @param choice selected experiment; null follows the latest base classifier
 * @param problem why the selected classifier is not active; empty when it is
 * @param threshold minimum probability of a hard OoD
 * @param waiting decoded images that wait for the network
 * @param counts counts since this process started
 * @param rerank current or last re-ranking of all candidates
 * @param recent latest hard OoDs, newest first
 */
public record RankerStatus(
    ModelRef model,
    String choice,
    String problem,
    double threshold,
    int waiting,
    RankingCounts counts,
    RerankStatus rerank,
    List<RecentOod> recent) {

  /**
   * A hard OoD.
   *
   * @param image SHA-256
   * @param name name given by the publisher
   * @param predictedClass class that the classifier predicts
   * @param score its probability
   */
  public record RecentOod(String image, String name, String predictedClass, double score) {}
}
