package io.wood.ranker.model;

import io.wood.contracts.api.ranker.ModelChoice;
import io.wood.contracts.artifact.Buckets;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;

/** Stores the chosen classifier, for all replicas and across restarts. */
public final class ModelSelection {
  private static final String KEY = "choices/ranker.json";

  private final ArtifactStore store;

  public ModelSelection(ArtifactStore store) {
    this.store = store;
  }

  ModelChoice read() {
    return store
        .find(Buckets.MODELS, KEY)
        .map(present -> Json.read(present.bytes(), ModelChoice.class))
        .orElse(ModelChoice.LATEST_BASE);
  }

  public void write(ModelChoice choice) {
    store.put(Buckets.MODELS, KEY, Json.canonical(choice), "application/json");
  }
}
