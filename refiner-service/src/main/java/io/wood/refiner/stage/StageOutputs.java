package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the stages put what they make: keys follow from (refinement, stage, image), and the first
 * write of a key stays. Two replicas that do the same task may differ in the last digit; what has
 * been told of an image must not change under its hash.
 */
public final class StageOutputs {
  private static final String RESULT = "result.json";

  private final ArtifactStore store;

  public StageOutputs(ArtifactStore store) {
    this.store = store;
  }

  /** Stores an output, and gives what lies there from now on: this, or what lay there before. */
  public ArtifactRef put(
      String refinement,
      RefinementStage stage,
      String image,
      String name,
      byte[] bytes,
      String mediaType) {
    String key = key(refinement, stage, image, name);
    return store.putIfAbsent(Buckets.OUTPUTS, key, bytes, mediaType)
        ? new ArtifactRef(Buckets.OUTPUTS, key, Hashes.sha256(bytes), bytes.length, mediaType)
        : store
            .stat(Buckets.OUTPUTS, key)
            .orElseThrow(() -> new MissingObjectException(Buckets.OUTPUTS, key));
  }

  /** Where one stage puts what it makes of one image. */
  record Place(StageOutputs outputs, String refinement, RefinementStage stage, String image) {
    public ArtifactRef put(String name, byte[] bytes, String mediaType) {
      return outputs.put(refinement, stage, image, name, bytes, mediaType);
    }
  }

  /** An output of an earlier stage. */
  public byte[] get(String refinement, RefinementStage stage, String image, String name) {
    String key = key(refinement, stage, image, name);
    return store
        .find(Buckets.OUTPUTS, key)
        .orElseThrow(() -> new MissingObjectException(Buckets.OUTPUTS, key))
        .bytes();
  }

  /** The reference of an output, when it is there. */
  public Optional<ArtifactRef> find(
      String refinement, RefinementStage stage, String image, String name) {
    return store.stat(Buckets.OUTPUTS, key(refinement, stage, image, name));
  }

  /** What was told of this image, when the stage has done it before. */
  Optional<ImageRefined> told(String refinement, RefinementStage stage, String image) {
    // Nearly always there is none, and an answer without a body is the cheapest: the S3 client
    // reads the XML of an error by reflection, which takes longer than the request.
    return find(refinement, stage, image, RESULT)
        .map(store::get)
        .map(bytes -> Json.read(bytes, ImageRefined.class));
  }

  /** Keeps what is to be told of an image; gives what was kept first, which is what counts. */
  public ImageRefined tell(ImageRefined refined) {
    String key = key(refined.refinement(), refined.stage(), refined.image(), RESULT);
    boolean first =
        store.putIfAbsent(Buckets.OUTPUTS, key, Json.canonical(refined), "application/json");
    return first
        ? refined
        : told(refined.refinement(), refined.stage(), refined.image()).orElse(refined);
  }

  private static String key(String refinement, RefinementStage stage, String image, String name) {
    return ObjectKeys.ofImage(refinement, stage.name().toLowerCase(Locale.ROOT), image, name);
  }
}
