package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.VersionedObject;
import java.util.Optional;

/**
 * What a training of a refinement leaves in the store: checkpoints on the way, weights at the end.
 */
public final class TrainingFiles {
  private static final String PREDICTOR = "predictor.json";
  private static final String MEDIA_TYPE = "application/octet-stream";

  private final ArtifactStore store;

  public TrainingFiles(ArtifactStore store) {
    this.store = store;
  }

  /** The weights, when an earlier run has trained them. */
  public Optional<ArtifactRef> trained(String refinement, String network) {
    return store
        .find(Buckets.OUTPUTS, ObjectKeys.ofRun(refinement, network + ".json"))
        .map(object -> Json.read(object.bytes(), ArtifactRef.class));
  }

  /** Keeps the weights under their hash, says so under the refinement, and drops the checkpoint. */
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

  /** The segmentation network whose predictions are all that a refinement was asked for. */
  public Optional<ArtifactRef> predictor(String refinement) {
    return store
        .find(Buckets.OUTPUTS, ObjectKeys.ofRun(refinement, PREDICTOR))
        .map(object -> Json.read(object.bytes(), ArtifactRef.class));
  }

  /** Says so, before the refinement is asked for. */
  public void predictor(String refinement, ArtifactRef network) {
    store.put(
        Buckets.OUTPUTS,
        ObjectKeys.ofRun(refinement, PREDICTOR),
        Json.canonical(network),
        "application/json");
  }

  public Optional<byte[]> checkpoint(String refinement, String network) {
    return store
        .find(Buckets.OUTPUTS, checkpointKey(refinement, network))
        .map(VersionedObject::bytes);
  }

  public void checkpoint(String refinement, String network, byte[] bytes) {
    store.put(Buckets.OUTPUTS, checkpointKey(refinement, network), bytes, MEDIA_TYPE);
  }

  private static String checkpointKey(String refinement, String network) {
    return ObjectKeys.ofRun(refinement, network + "-checkpoint");
  }
}
