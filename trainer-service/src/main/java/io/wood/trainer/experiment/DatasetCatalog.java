package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.DatasetSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import io.wood.trainer.experiment.RefusedException.Kind;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lists imported datasets and finds them by name. */
public final class DatasetCatalog {
  private final ArtifactStore store;
  private final Map<String, DatasetSummary> summaries = new ConcurrentHashMap<>();

  /** The manifest that was read last: all experiments of a sweep use the same one. */
  private volatile SoftReference<Loaded> last = new SoftReference<>(null);

  private record Loaded(ArtifactRef ref, DatasetManifest manifest) {}

  public DatasetCatalog(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  public List<DatasetSummary> list() {
    return store.list(Buckets.DATASETS, ObjectKeys.DATASET_NAMES).stream()
        .map(key -> key.substring(ObjectKeys.DATASET_NAMES.length()))
        .filter(file -> file.endsWith(".json"))
        .map(file -> file.substring(0, file.length() - ".json".length()))
        .sorted()
        .map(this::summary)
        .toList();
  }

  /** The manifest that currently has this name. */
  ArtifactRef named(String name) {
    return store
        .find(Buckets.DATASETS, ObjectKeys.datasetName(name))
        .map(found -> Json.read(found.bytes(), ArtifactRef.class))
        .orElseThrow(
            () ->
                new RefusedException(
                    Kind.UNKNOWN,
                    "no dataset is named '" + name + "'; GET /api/datasets lists them"));
  }

  /** Reads a manifest. */
  public DatasetManifest load(ArtifactRef ref) {
    try {
      return read(ref);
    } catch (MissingObjectException e) {
      throw new RefusedException(
          Kind.INVALID, "dataset: " + e.getMessage() + "; import the dataset first");
    }
  }

  /** Reads a manifest; empty when the store does not hold it any more. */
  Optional<DatasetManifest> find(ArtifactRef ref) {
    try {
      return Optional.of(read(ref));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  private DatasetManifest read(ArtifactRef ref) {
    Loaded known = last.get();
    if (known != null && known.ref().equals(ref)) {
      return known.manifest();
    }
    DatasetManifest manifest = Manifests.load(store, ref, DatasetManifest.class);
    last = new SoftReference<>(new Loaded(ref, manifest));
    return manifest;
  }

  private DatasetSummary summary(String name) {
    ArtifactRef manifest = named(name);
    return summaries.computeIfAbsent(
        name + "@" + manifest.sha256(), known -> summary(name, manifest));
  }

  private DatasetSummary summary(String name, ArtifactRef manifest) {
    DatasetManifest dataset = load(manifest);
    return new DatasetSummary(
        name,
        dataset.name(),
        manifest,
        dataset.classes(),
        dataset.of(Split.TRAIN).size(),
        dataset.of(Split.VALIDATION).size());
  }
}
