package io.wood.trainer.engine;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.method.training.SharedResults;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import io.wood.store.StoreException;
import io.wood.store.VersionedObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps features, centres and their maps in the store, for every trainer and every later run. They
 * belong to a version of the code; where two different versions may have the same name, because one
 * was changed after its commit or is known by the project's version alone, nothing is kept. A store
 * that is away costs the computation and nothing else.
 */
final class StoredResults implements SharedResults {
  private static final Logger LOG = Logger.getLogger(StoredResults.class);
  private static final String MEDIA_TYPE = "application/octet-stream";
  private static final List<String> AMBIGUOUS = List.of("-dirty", "-SNAPSHOT");

  private final ArtifactStore store;
  private final String codeVersion;

  StoredResults(ArtifactStore store, String codeVersion) {
    this.store = Objects.requireNonNull(store, "store");
    this.codeVersion = Objects.requireNonNull(codeVersion, "codeVersion");
  }

  /** What is kept for a run of this version of the code. */
  static SharedResults of(ArtifactStore store, String codeVersion) {
    return codeVersion == null || AMBIGUOUS.stream().anyMatch(codeVersion::endsWith)
        ? SharedResults.NONE
        : new StoredResults(store, codeVersion);
  }

  @Override
  public Optional<byte[]> find(String key) {
    try {
      return store.find(Buckets.EXPERIMENTS, objectKey(key)).map(VersionedObject::bytes);
    } catch (StoreException e) {
      LOG.warnf("what trainings share is computed, the store cannot be read: %s", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, byte[] result) {
    keeping(() -> store.putIfAbsent(Buckets.EXPERIMENTS, objectKey(key), result, MEDIA_TYPE));
  }

  @Override
  public Optional<ClusterMap> findMap(String key) {
    try {
      return find(key).map(json -> Json.read(json, ClusterMap.class));
    } catch (InvalidJsonException e) {
      LOG.warnf("a kept map of clusters is damaged, it is computed again: %s", e.getMessage());
      return Optional.empty();
    }
  }

  /** Replaces a damaged map: only one that cannot be read is computed again. */
  @Override
  public void keepMap(String key, ClusterMap map) {
    keeping(() -> store.put(Buckets.EXPERIMENTS, objectKey(key), Json.canonical(map), MEDIA_TYPE));
  }

  private static void keeping(Runnable write) {
    try {
      write.run();
    } catch (StoreException e) {
      LOG.warnf("what trainings share is not kept for other runs: %s", e.getMessage());
    }
  }

  private String objectKey(String key) {
    return ObjectKeys.sharedFeatures(
        Hashes.sha256((codeVersion + ' ' + key).getBytes(StandardCharsets.UTF_8)));
  }
}
