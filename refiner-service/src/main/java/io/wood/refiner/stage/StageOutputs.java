package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Stores the outputs of the stages. Keys are derived from refinement, stage and image, and the
 * first write of a key wins: two replicas that process the same task may differ in the last digit,
 * and a published result must not change under its hash.
 */
public final class StageOutputs {
  private static final String RESULT = "result.json";
  private static final String ATTEMPTS = "attempts.json";
  private static final String THRESHOLD = "threshold.json";

  private final ArtifactStore store;
  private final EqualOutputs equal;

  public StageOutputs(ArtifactStore store) {
    this.store = store;
    this.equal = new EqualOutputs(store);
  }

  /** Stores an output unless it exists; returns the reference of the stored one. */
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
        : reference(refinement, stage, image, name);
  }

  /** The outputs of one stage for one image. */
  record Place(StageOutputs outputs, String refinement, RefinementStage stage, String image) {
    ArtifactRef put(String name, byte[] bytes, String mediaType) {
      return outputs.put(refinement, stage, image, name, bytes, mediaType);
    }

    byte[] get(String name) {
      return outputs.get(refinement, stage, image, name);
    }

    /**
     * Copies the outputs of an equal stage, see {@link EqualOutputs}, unless the input forbids it.
     */
    Optional<StageResult> copyEqual(StageInput input, Object content) {
      return Boolean.TRUE.equals(input.recompute())
          ? Optional.empty()
          : outputs.equal.copy(content, this);
    }

    /** Makes outputs known to equal stages of other refinements; returns them. */
    StageResult share(Object content, StageResult result) {
      return outputs.equal.share(content, result);
    }
  }

  /** Reads an output of an earlier stage. */
  public byte[] get(String refinement, RefinementStage stage, String image, String name) {
    String key = key(refinement, stage, image, name);
    return store
        .find(Buckets.OUTPUTS, key)
        .orElseThrow(() -> new MissingObjectException(Buckets.OUTPUTS, key))
        .bytes();
  }

  /** The reference of an output, if it exists. */
  public Optional<ArtifactRef> find(
      String refinement, RefinementStage stage, String image, String name) {
    return store.stat(Buckets.OUTPUTS, key(refinement, stage, image, name));
  }

  /** The reference of an output of an earlier stage. */
  ArtifactRef reference(String refinement, RefinementStage stage, String image, String name) {
    return find(refinement, stage, image, name)
        .orElseThrow(
            () -> new MissingObjectException(Buckets.OUTPUTS, key(refinement, stage, image, name)));
  }

  /** Reads an output and compares it with its reference. */
  byte[] get(ArtifactRef output) {
    return store.get(output);
  }

  /** Reads an output that is read many times, through the disk cache. */
  byte[] read(ArtifactRef output) {
    return store.read(output);
  }

  /** The result of an image, if the stage has processed it before. */
  public Optional<ImageRefined> result(String refinement, RefinementStage stage, String image) {
    // There is almost never one, and a HEAD request is the cheapest way to see that: the S3 client
    // parses the XML of a failed GET by reflection, which takes longer than the request.
    return find(refinement, stage, image, RESULT)
        .map(store::get)
        .map(bytes -> Json.read(bytes, ImageRefined.class));
  }

  /** The result of an image that probably has one: one request instead of two. */
  public Optional<ImageRefined> probableResult(
      String refinement, RefinementStage stage, String image) {
    return store
        .find(Buckets.OUTPUTS, key(refinement, stage, image, RESULT))
        .map(object -> Json.read(object.bytes(), ImageRefined.class));
  }

  /** Stores the result of an image unless one exists; returns the stored one. */
  public ImageRefined storeResult(ImageRefined refined) {
    String key = key(refined.refinement(), refined.stage(), refined.image(), RESULT);
    boolean first =
        store.putIfAbsent(Buckets.OUTPUTS, key, Json.canonical(refined), "application/json");
    return first
        ? refined
        : result(refined.refinement(), refined.stage(), refined.image()).orElse(refined);
  }

  /**
   * The background threshold of a refinement's masks: the first one that was stored for it. Masks
   * that were written before a restart or a retry keep theirs, so all others take the same.
   *
   * @param refinement its id
   * @param choice asked, and its value stored, unless there is one
   */
  public double threshold(String refinement, DoubleSupplier choice) {
    String key = ObjectKeys.ofRun(refinement, THRESHOLD);
    Optional<Double> stored = threshold(key);
    if (stored.isPresent()) {
      return stored.get();
    }
    double chosen = choice.getAsDouble();
    byte[] bytes = Json.canonical(new Threshold(chosen));
    return store.putIfAbsent(Buckets.OUTPUTS, key, bytes, Manifests.MEDIA_TYPE)
        ? chosen
        : threshold(key).orElseThrow(() -> new MissingObjectException(Buckets.OUTPUTS, key));
  }

  private Optional<Double> threshold(String key) {
    return store
        .find(Buckets.OUTPUTS, key)
        .map(object -> Json.read(object.bytes(), Threshold.class).threshold());
  }

  private record Threshold(double threshold) {}

  /** Deletes the result of an image that is to be processed again. */
  void deleteResult(ImageRefined refined) {
    String key = key(refined.refinement(), refined.stage(), refined.image(), RESULT);
    store.delete(Buckets.OUTPUTS, key);
  }

  /** Counts the first attempt at a task; returns false if there was one before. */
  boolean countFirstAttempt(RefinementTask task) {
    return store.putIfAbsent(
        Buckets.OUTPUTS, attemptsKey(task), Json.canonical(1), Manifests.MEDIA_TYPE);
  }

  /** Counts another attempt at a task; returns its number. */
  int countAttempt(RefinementTask task) {
    String key = attemptsKey(task);
    int before =
        store
            .find(Buckets.OUTPUTS, key)
            .map(object -> Json.read(object.bytes(), Integer.class))
            .orElse(0);
    store.put(Buckets.OUTPUTS, key, Json.canonical(before + 1), Manifests.MEDIA_TYPE);
    return before + 1;
  }

  /** Forgets the attempts at a task that has a result, or did not end its process. */
  void forgetAttempts(RefinementTask task) {
    store.delete(Buckets.OUTPUTS, attemptsKey(task));
  }

  private static String attemptsKey(RefinementTask task) {
    return key(task.refinement(), task.stage(), task.image(), ATTEMPTS);
  }

  private static String key(String refinement, RefinementStage stage, String image, String name) {
    return ObjectKeys.ofImage(refinement, stage.name().toLowerCase(Locale.ROOT), image, name);
  }
}
