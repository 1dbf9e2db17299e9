package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Stores the checkpoints and the weights of a refinement's trainings. */
public final class TrainingFiles {
  /** Name of the segmentation network. */
  public static final String SEGMENTATION = "segmentation";

  private static final String PREDICTOR = "predictor.json";
  private static final String MEDIA_TYPE = "application/octet-stream";

  private final ArtifactStore store;

  public TrainingFiles(ArtifactStore store) {
    this.store = store;
  }

  /** The weights, if the refinement has trained them before. */
  public Optional<ArtifactRef> trained(String refinement, String network) {
    return read(ObjectKeys.ofRun(refinement, network + ".json"), ArtifactRef.class);
  }

  /** Stores the weights under their hash, links them to the refinement, deletes the checkpoint. */
  public ArtifactRef keep(String refinement, String network, byte[] weights) {
    ArtifactRef ref =
        store.put(Buckets.MODELS, ObjectKeys.weights(Hashes.sha256(weights)), weights, MEDIA_TYPE);
    link(refinement, network, ref);
    deleteCheckpoint(refinement, network);
    return ref;
  }

  /** Deletes the checkpoint of a training that has its weights; does nothing if there is none. */
  public void deleteCheckpoint(String refinement, String network) {
    store.delete(Buckets.OUTPUTS, checkpointKey(refinement, network));
  }

  /** Links stored weights to a refinement. */
  public ArtifactRef link(String refinement, String network, ArtifactRef weights) {
    putJson(ObjectKeys.ofRun(refinement, network + ".json"), weights);
    return weights;
  }

  /**
   * The weights of a training with these inputs, of whichever refinement.
   *
   * @param content SHA-256 of everything that determines the weights
   */
  public Optional<ArtifactRef> shared(String content) {
    return read(ObjectKeys.sharedTraining(content), ArtifactRef.class);
  }

  /**
   * Figures of the last steps of a shared training; none for one of earlier versions.
   *
   * @param content as for {@link #shared}
   */
  public Map<String, Double> sharedFigures(String content) {
    return readFigures(ObjectKeys.sharedFigures(content));
  }

  /** Stores what {@link #shared} and {@link #sharedFigures} find. */
  public void share(String content, ArtifactRef weights, Map<String, Double> figures) {
    putJson(ObjectKeys.sharedFigures(content), new Figures(figures));
    putJson(ObjectKeys.sharedTraining(content), weights);
  }

  /** Figures of a training's last steps; none before they are saved. */
  public Map<String, Double> figures(String refinement, String network) {
    return readFigures(ObjectKeys.ofRun(refinement, network + "-figures.json"));
  }

  private Map<String, Double> readFigures(String key) {
    return read(key, Figures.class).map(Figures::figures).map(TreeMap::new).orElseGet(TreeMap::new);
  }

  /** Saves them. */
  public void saveFigures(String refinement, String network, Map<String, Double> figures) {
    putJson(ObjectKeys.ofRun(refinement, network + "-figures.json"), new Figures(figures));
  }

  private record Figures(Map<String, Double> figures) {}

  /** The number of steps that was chosen for a training, if it was. */
  public OptionalInt steps(String refinement, String network) {
    return read(stepsKey(refinement, network), Steps.class)
        .map(stored -> OptionalInt.of(stored.steps()))
        .orElse(OptionalInt.empty());
  }

  /**
   * Saves it unless there is one, and returns the saved one: a training that continues must have
   * the length that it began with.
   */
  public int saveSteps(String refinement, String network, int steps) {
    return first(stepsKey(refinement, network), new Steps(steps), Steps.class).steps();
  }

  private static String stepsKey(String refinement, String network) {
    return ObjectKeys.ofRun(refinement, network + "-steps.json");
  }

  private record Steps(int steps) {}

  /**
   * The trunk of a training: the first one that was stored for it. Heads belong to one trunk, and a
   * retry may know more of the classifier's origin than the training did.
   *
   * @param choice asked, and its answer stored, unless there is one
   * @return empty for the classifier's own
   */
  public Optional<ArtifactRef> trunk(
      String refinement, String network, Supplier<Optional<ArtifactRef>> choice) {
    String key = ObjectKeys.ofRun(refinement, network + "-trunk.json");
    Trunk trunk =
        read(key, Trunk.class)
            .orElseGet(() -> first(key, new Trunk(choice.get().orElse(null)), Trunk.class));
    return Optional.ofNullable(trunk.weights());
  }

  /**
   * What a network was trained on.
   *
   * @param weights null for the classifier's
   */
  private record Trunk(ArtifactRef weights) {}

  private <T> Optional<T> read(String key, Class<T> type) {
    return store.find(Buckets.OUTPUTS, key).map(object -> Json.read(object.bytes(), type));
  }

  /** Stores a value unless there is one, and returns the stored one. */
  private <T> T first(String key, T value, Class<T> type) {
    boolean stored =
        store.putIfAbsent(Buckets.OUTPUTS, key, Json.canonical(value), Manifests.MEDIA_TYPE);
    return stored ? value : read(key, type).orElse(value);
  }

  private void putJson(String key, Object value) {
    store.put(Buckets.OUTPUTS, key, Json.canonical(value), "application/json");
  }

  /**
   * The segmentation network to predict with, for a refinement that makes only predictions. Older
   * versions stored it beside the request.
   */
  public Optional<ArtifactRef> predictor(RefinementRequested request) {
    return Optional.ofNullable(request.predictor())
        .or(() -> read(ObjectKeys.ofRun(request.refinement(), PREDICTOR), ArtifactRef.class));
  }

  public Optional<byte[]> checkpoint(String refinement, String network) {
    return store
        .find(Buckets.OUTPUTS, checkpointKey(refinement, network))
        .map(VersionedObject::bytes);
  }

  public void saveCheckpoint(String refinement, String network, byte[] bytes) {
    store.put(Buckets.OUTPUTS, checkpointKey(refinement, network), bytes, MEDIA_TYPE);
  }

  private static String checkpointKey(String refinement, String network) {
    return ObjectKeys.ofRun(refinement, network + "-checkpoint");
  }
}
