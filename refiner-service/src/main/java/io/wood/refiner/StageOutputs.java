package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.ImageRefined;
import io.wood.contracts.ObjectKeys;
import io.wood.contracts.RefinementStage;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the stages put what they make: keys follow from (refinement, stage, image), so doing it
 * again overwrites.
 */
final class StageOutputs {
  private static final String RESULT = "result.json";

  private final ArtifactStore store;

  StageOutputs(ArtifactStore store) {
    this.store = store;
  }

  ArtifactRef put(
      String refinement,
      RefinementStage stage,
      String image,
      String name,
      byte[] bytes,
      String mediaType) {
    return store.put(Buckets.OUTPUTS, key(refinement, stage, image, name), bytes, mediaType);
  }

  /** An output of an earlier stage. */
  byte[] get(String refinement, RefinementStage stage, String image, String name) {
    String key = key(refinement, stage, image, name);
    return store
        .find(Buckets.OUTPUTS, key)
        .orElseThrow(() -> new MissingObjectException(Buckets.OUTPUTS, key))
        .bytes();
  }

  /** The reference of an output, when it is there. */
  Optional<ArtifactRef> find(String refinement, RefinementStage stage, String image, String name) {
    return store.stat(Buckets.OUTPUTS, key(refinement, stage, image, name));
  }

  /** What was told of this image, when the stage has done it before. */
  Optional<ImageRefined> told(String refinement, RefinementStage stage, String image) {
    return store
        .find(Buckets.OUTPUTS, key(refinement, stage, image, RESULT))
        .map(object -> Json.read(object.bytes(), ImageRefined.class));
  }

  void tell(ImageRefined refined) {
    put(
        refined.refinement(),
        refined.stage(),
        refined.image(),
        RESULT,
        Json.canonical(refined),
        "application/json");
  }

  private static String key(String refinement, RefinementStage stage, String image, String name) {
    return ObjectKeys.ofImage(refinement, stage.name().toLowerCase(Locale.ROOT), image, name);
  }
}
