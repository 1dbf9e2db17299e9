package io.wood.trainer.store;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Reads JSON objects of runs, and writes them once or with a version check. */
final class RunObjects {
  private final ArtifactStore store;

  RunObjects(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  <T> Optional<T> find(String experiment, String name, Class<T> type) {
    return version(experiment, name).map(found -> Json.read(found.bytes(), type));
  }

  Optional<VersionedObject> version(String experiment, String name) {
    return store.find(Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, name));
  }

  /** Writes an object unless it exists; returns the stored one. */
  <T> T once(String experiment, String name, T value, Class<T> type) {
    boolean first =
        store.putIfAbsent(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, name),
            Json.canonical(value),
            Manifests.MEDIA_TYPE);
    return first ? value : find(experiment, name, type).orElse(value);
  }

  /**
   * Replaces the version that was read, or creates the object if there was none. Returns false if
   * another process wrote in between. A retried write whose response was lost finds its own bytes,
   * which counts as success.
   */
  boolean exchange(String experiment, String name, Optional<VersionedObject> read, Object value) {
    String key = ObjectKeys.ofRun(experiment, name);
    byte[] json = Json.canonical(value);
    boolean written =
        read.isPresent()
            ? store.replace(Buckets.EXPERIMENTS, key, json, Manifests.MEDIA_TYPE, read.get().etag())
            : store.putIfAbsent(Buckets.EXPERIMENTS, key, json, Manifests.MEDIA_TYPE);
    return written
        || version(experiment, name).filter(now -> Arrays.equals(now.bytes(), json)).isPresent();
  }

  /** Writes an object, whatever it was. */
  void put(String experiment, String name, Object value) {
    store.put(
        Buckets.EXPERIMENTS,
        ObjectKeys.ofRun(experiment, name),
        Json.canonical(value),
        Manifests.MEDIA_TYPE);
  }

  void delete(String experiment, String name) {
    store.delete(Buckets.EXPERIMENTS, ObjectKeys.ofRun(experiment, name));
  }
}
