package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.store.ArtifactStore;
import io.wood.store.Manifests;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads stage inputs and datasets, and keeps those that were used last: both are immutable and
 * named by their hashes.
 */
public final class StageInputCache {
  private final ArtifactStore store;
  private final ModelCache<StageInput> inputs = new ModelCache<>(64, input -> {});

  /** A dataset of 100,000 images takes 100 MB. */
  private final ModelCache<Dataset> datasets = new ModelCache<>(3, dataset -> {});

  public StageInputCache(ArtifactStore store) {
    this.store = store;
  }

  public ArtifactRef store(StageInput input) {
    return Manifests.store(store, Buckets.OUTPUTS, input);
  }

  StageInput load(ArtifactRef ref) {
    return inputs.use(
        ref.sha256(), () -> Manifests.load(store, ref, StageInput.class), Function.identity());
  }

  public DatasetManifest dataset(StageInput input) {
    return dataset(input.request().dataset()).manifest();
  }

  public Optional<DatasetManifest.Image> image(StageInput input, String sha256) {
    return Optional.ofNullable(dataset(input.request().dataset()).images().get(sha256));
  }

  private Dataset dataset(ArtifactRef manifest) {
    return datasets.use(
        manifest.sha256(),
        () -> Dataset.of(Manifests.load(store, manifest, DatasetManifest.class)),
        Function.identity());
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
