package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.Hashes;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.MissingObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Copies the outputs that an equal stage wrote for the same image in another refinement. Each
 * refinement keeps its own copy, so deleting one takes nothing from another. The content of a stage
 * is a record of everything that determines its outputs; an index by the hash of its JSON names the
 * newest outputs. What is missing or damaged there is not copied and must be computed.
 */
final class EqualOutputs {
  private static final Logger LOG = Logger.getLogger(EqualOutputs.class);

  private final ArtifactStore store;

  EqualOutputs(ArtifactStore store) {
    this.store = store;
  }

  private record Index(Map<String, ArtifactRef> outputs) {}

  /** Copies equal outputs to a place; empty if there are none, or not all can be read. */
  Optional<StageResult> copy(Object content, StageOutputs.Place place) {
    String key = key(content);
    try {
      // A HEAD request: see StageOutputs.result.
      return store
          .stat(Buckets.OUTPUTS, key)
          // Not by the reference: another refinement may have replaced the index since.
          .flatMap(any -> store.find(Buckets.OUTPUTS, key))
          .map(object -> copied(Json.read(object.bytes(), Index.class), place))
          .map(result -> result.reused().isEmpty() ? result : share(content, result));
    } catch (MissingObjectException | CorruptObjectException | InvalidJsonException e) {
      LOG.infof("%s is computed again: %s", place.image(), e.getMessage());
      return Optional.empty();
    }
  }

  private StageResult copied(Index index, StageOutputs.Place place) {
    Map<String, byte[]> files = new TreeMap<>();
    index.outputs().forEach((name, ref) -> files.put(name, store.get(ref)));
    Map<String, ArtifactRef> outputs = new TreeMap<>();
    List<String> reused = new ArrayList<>();
    files.forEach(
        (name, bytes) -> {
          ArtifactRef source = index.outputs().get(name);
          ArtifactRef own = place.put(name, bytes, source.mediaType());
          outputs.put(name, own);
          if (!own.key().equals(source.key())) {
            reused.add(name);
          }
        });
    return new StageResult(outputs, reused);
  }

  /** Makes outputs known to {@link #copy}; returns them. The newest ones count. */
  StageResult share(Object content, StageResult result) {
    byte[] json = Json.canonical(new Index(result.outputs()));
    store.put(Buckets.OUTPUTS, key(content), json, Manifests.MEDIA_TYPE);
    return result;
  }

  private static String key(Object content) {
    return ObjectKeys.equalOutputs(Hashes.sha256(Json.canonical(content)));
  }
}
