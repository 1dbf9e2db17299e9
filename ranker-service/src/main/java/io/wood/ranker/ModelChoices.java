package io.wood.ranker;

import io.wood.contracts.Buckets;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;

/** Keeps the choice in the store: it outlives a restart and holds for every replica. */
final class ModelChoices {
  private static final String KEY = "choices/ranker.json";

  private final ArtifactStore store;

  ModelChoices(ArtifactStore store) {
    this.store = store;
  }

  ModelChoice read() {
    return store
        .find(Buckets.MODELS, KEY)
        .map(present -> Json.read(present.bytes(), ModelChoice.class))
        .orElse(ModelChoice.LATEST_BASE);
  }

  void write(ModelChoice choice) {
    store.put(Buckets.MODELS, KEY, Json.canonical(choice), "application/json");
  }
}
