package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;

/** The weights of tests, stored as those of trainings. */
public final class Weights {
  private Weights() {}

  public static ArtifactRef store(ArtifactStore store, byte[] weights) {
    return store.put(
        Buckets.MODELS,
        ObjectKeys.weights(Hashes.sha256(weights)),
        weights,
        "application/octet-stream");
  }
}
