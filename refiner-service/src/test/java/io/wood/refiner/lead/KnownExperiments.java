package io.wood.refiner.lead;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.refiner.DrawnDataset;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.util.List;
import java.util.Map;

/** Makes manifests of experiments known, as the trainer would have stored them. */
final class KnownExperiments {
  private final InMemoryArtifactStore store;
  private final DrawnDataset drawn;
  private final InlineReplica replica;

  KnownExperiments(InMemoryArtifactStore store, DrawnDataset drawn, InlineReplica replica) {
    this.store = store;
    this.drawn = drawn;
    this.replica = replica;
  }

  /** Of the drawn classifier. */
  void experiment(String initial, List<ArtifactRef> oods) {
    experiment(drawn.model(), initial, oods);
  }

  /** Other weights, as those of an experiment of this installation. */
  ModelRef trainedHere(ModelRef weights) {
    ModelRef base =
        new ModelRef("of-base", weights.network(), weights.classes(), weights.weights());
    store.put(
        Buckets.MODELS,
        ObjectKeys.model(base.weights().sha256()),
        Json.canonical(base),
        Manifests.MEDIA_TYPE);
    return base;
  }

  void experiment(ModelRef model, String initial, List<ArtifactRef> oods) {
    TrainingParameters parameters =
        new TrainingParameters(Arm.WOOD, model.network(), null, null, null, null, 1);
    ArtifactRef manifest =
        Manifests.store(
            store,
            Buckets.EXPERIMENTS,
            new ExperimentManifest(
                null, "c".repeat(64), initial, parameters, null, null, null, oods, "test"));
    replica.models.accept(
        new ClassifierTrained(
            model.experiment(),
            Arm.WOOD,
            model,
            drawn.manifest(drawn.good()),
            manifest,
            oods.size(),
            Map.of(),
            null,
            InlineReplica.NOW));
  }
}
