package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loads stage inputs and datasets once: both are immutable and named by their hashes. */
public final class StageInputCache {
  private final ArtifactStore store;
  private final Map<String, StageInput> inputs = new ConcurrentHashMap<>();
  private final Map<String, Dataset> datasets = new ConcurrentHashMap<>();

  public StageInputCache(ArtifactStore store) {
    this.store = store;
  }

  public ArtifactRef store(StageInput input) {
    return Manifests.store(store, Buckets.OUTPUTS, input);
  }

  StageInput load(ArtifactRef ref) {
    return inputs.computeIfAbsent(
        ref.sha256(), sha -> Manifests.load(store, ref, StageInput.class));
  }

  public DatasetManifest dataset(StageInput input) {
    return dataset(input.request().dataset()).manifest();
  }

  public Optional<DatasetManifest.Image> image(StageInput input, String sha256) {
    return Optional.ofNullable(dataset(input.request().dataset()).images().get(sha256));
  }

  private Dataset dataset(ArtifactRef manifest) {
    return datasets.computeIfAbsent(
        manifest.sha256(),
        sha -> Dataset.of(Manifests.load(store, manifest, DatasetManifest.class)));
  }

  private record Dataset(DatasetManifest manifest, Map<String, DatasetManifest.Image> images) {
    static Dataset of(DatasetManifest manifest) {
      return new Dataset(
          manifest,
          manifest.images().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      image -> image.artifact().sha256(), Function.identity())));
    }
  }
}
