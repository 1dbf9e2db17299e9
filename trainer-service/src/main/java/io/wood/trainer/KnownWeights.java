package io.wood.trainer;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.ExperimentManifest;
import io.wood.contracts.ModelRef;
import io.wood.contracts.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.trainer.Run.Frozen;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of weights that a run is to start from. Trained ones have their record beside them;
 * a kept checkpoint belongs to a run, whose manifest tells as much. Of any other file nothing is
 * known.
 */
final class KnownWeights {
  private static final Pattern CHECKPOINT =
      Pattern.compile("runs/(?<run>[a-z0-9][a-z0-9._-]{0,79})/checkpoints/[^/]+");

  private final ArtifactStore store;
  private final RunFiles files;

  KnownWeights(ArtifactStore store, RunFiles files) {
    this.store = Objects.requireNonNull(store, "store");
    this.files = Objects.requireNonNull(files, "files");
  }

  Optional<ModelRef> find(ArtifactRef weights) {
    return store
        .find(Buckets.MODELS, ObjectKeys.model(weights.sha256()))
        .map(found -> Json.read(found.bytes(), ModelRef.class))
        .or(() -> checkpoint(weights));
  }

  private Optional<ModelRef> checkpoint(ArtifactRef weights) {
    Matcher key = CHECKPOINT.matcher(weights.key());
    return weights.bucket().equals(Buckets.EXPERIMENTS) && key.matches()
        ? files.frozen(key.group("run")).map(Frozen::manifest).flatMap(run -> model(run, weights))
        : Optional.empty();
  }

  private Optional<ModelRef> model(ExperimentManifest run, ArtifactRef weights) {
    return store
        .find(Buckets.DATASETS, ObjectKeys.manifest(run.dataset()))
        .map(found -> Json.read(found.bytes(), DatasetManifest.class))
        .map(
            dataset ->
                new ModelRef(
                    run.experiment(), run.parameters().network(), dataset.classes(), weights));
  }
}
