package io.wood.ranker.rerank;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.CandidatePublished;

/** Ranks candidates with one classifier, which stays loaded until it is closed. */
public interface GenerationRanker extends AutoCloseable {

  /**
   * Ranks a candidate and publishes the result, unless the classifier has ranked it before. Retries
   * what may pass until the service stops.
   */
  void rank(CandidatePublished candidate);

  @Override
  void close();

  /** Loads classifiers. */
  interface Factory {

    /**
     * Loads a classifier.
     *
     * @throws IllegalArgumentException if its weights do not match its network
     */
    GenerationRanker open(ModelRef model);
  }
}
