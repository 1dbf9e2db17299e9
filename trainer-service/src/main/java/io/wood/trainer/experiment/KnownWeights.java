package io.wood.trainer.experiment;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.RunFiles;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds network and classes of weights that a run starts from. Trained weights have a record next
 * to them; for a kept checkpoint the manifest of its run says both. Nothing is known about other
 * files.
 */
public final class KnownWeights {
  private static final Pattern CHECKPOINT =
      Pattern.compile("runs/(?<run>[a-z0-9][a-z0-9._-]{0,79})/checkpoints/[^/]+");

  private final ArtifactStore store;
  private final RunFiles files;

  public KnownWeights(ArtifactStore store, RunFiles files) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
  }

  public Optional<ModelRef> find(ArtifactRef weights) {
    return store
        .find(Buckets.MODELS, ObjectKeys.model(weights.sha256()))
        .map(found -> Json.read(found.bytes(), ModelRef.class))
        .or(() -> checkpoint(weights));
  }

  private Optional<ModelRef> checkpoint(ArtifactRef weights) {
    Matcher key = CHECKPOINT.matcher(weights.key());
    return weights.bucket().equals(Buckets.EXPERIMENTS) && key.matches()
        ? files.frozen(key.group("run")).flatMap(run -> model(run, weights))
        : Optional.empty();
  }

  private Optional<ModelRef> model(FrozenManifest run, ArtifactRef weights) {
    return store
        .find(Buckets.DATASETS, ObjectKeys.manifest(run.manifest().dataset()))
        .map(found -> Json.read(found.bytes(), DatasetManifest.class))
        .map(
            dataset ->
                new ModelRef(
                    run.experiment(),
                    run.manifest().parameters().network(),
                    dataset.classes(),
                    weights));
  }
}
