package io.wood.ranker;

import io.wood.contracts.ModelRef;

/** Makes a network out of its weights. */
interface ScorerFactory {

  /**
   * Loads a network.
   *
   * @throws IllegalArgumentException when the weights are not the network's
   */
  ImageScorer load(ModelRef model, byte[] weights);
}
