package io.wood.cli.compare;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.store.ArtifactStore;
import io.wood.store.Json.LongList;
import io.wood.store.Manifests;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the outputs of some images of a refinement. */
public final class RefinementOutputs {
  private final ArtifactStore store;
  private final Map<String, Map<String, ArtifactRef>> byImage = new HashMap<>();

  /** The refiner's results manifest, of which only the images are used here. */
  private record Results() {}

  /** One image of the manifest. */
  record Entry(String image, Map<String, ArtifactRef> outputs) {
    Entry {
      outputs = outputs == null ? Map.of() : Map.copyOf(outputs);
    }
  }

  /**
   * Reads the results manifest of a completed refinement.
   *
   * @param images the images whose outputs are kept
   */
  public RefinementOutputs(
      ArtifactStore store, RefinementCompleted completed, Predicate<String> images) {
    this.store = store;
    Manifests.load(
        store,
        completed.results(),
        Results.class,
        new LongList<>(
            "images",
            Entry.class,
            entry -> {
              if (images.test(entry.image())) {
                byImage.put(entry.image(), entry.outputs());
              }
            }));
  }

  /** Returns the bytes of one output, such as {@code mask.png}. */
  Optional<byte[]> find(String image, String name) {
    return Optional.ofNullable(byImage.getOrDefault(image, Map.of()).get(name)).map(store::get);
  }

  /** Returns the SHA-256 of one output, such as {@code mask.png}, of each image that has it. */
  public Map<String, String> hashes(String name) {
    return byImage.entrySet().stream()
        .filter(image -> image.getValue().containsKey(name))
        .collect(Collectors.toMap(Map.Entry::getKey, image -> image.getValue().get(name).sha256()));
  }
}
