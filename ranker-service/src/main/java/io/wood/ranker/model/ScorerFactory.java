package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;

/** Creates scorers from weights. */
public interface ScorerFactory {

  /**
   * Loads a classifier.
   *
   * @throws IllegalArgumentException if the weights do not match the network
   */
  ImageScorer load(ModelRef model, byte[] weights);
}
