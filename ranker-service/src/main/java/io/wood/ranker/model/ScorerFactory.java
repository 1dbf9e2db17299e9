package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;

/** Makes a network out of its weights. */
public interface ScorerFactory {

  /**
   * Loads a network.
   *
   * @throws IllegalArgumentException when the weights are not the network's
   */
  ImageScorer load(ModelRef model, byte[] weights);
}
