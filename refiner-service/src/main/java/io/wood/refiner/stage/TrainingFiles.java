package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.VersionedObject;
import java.util.Optional;

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
    return store
        .find(Buckets.OUTPUTS, ObjectKeys.ofRun(refinement, network + ".json"))
        .map(object -> Json.read(object.bytes(), ArtifactRef.class));
  }

  /** Stores the weights under their hash, links them to the refinement, deletes the checkpoint. */
  public ArtifactRef keep(String refinement, String network, byte[] weights) {
    ArtifactRef ref =
        store.put(Buckets.MODELS, ObjectKeys.weights(Hashes.sha256(weights)), weights, MEDIA_TYPE);
    store.put(
        Buckets.OUTPUTS,
        ObjectKeys.ofRun(refinement, network + ".json"),
        Json.canonical(ref),
        "application/json");
    store.delete(Buckets.OUTPUTS, checkpointKey(refinement, network));
    return ref;
  }

  /**
   * The segmentation network to predict with, for a refinement that makes only predictions. Older
   * versions stored it beside the request.
   */
  public Optional<ArtifactRef> predictor(RefinementRequested request) {
    return Optional.ofNullable(request.predictor())
        .or(
            () ->
                store
                    .find(Buckets.OUTPUTS, ObjectKeys.ofRun(request.refinement(), PREDICTOR))
                    .map(object -> Json.read(object.bytes(), ArtifactRef.class)));
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
