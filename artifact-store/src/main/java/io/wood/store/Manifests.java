package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.Json.LongList;

/** Immutable records in the store, named by the hash of their canonical JSON. */
public final class Manifests {
  /** Media type of a manifest. */
  public static final String MEDIA_TYPE = "application/json";

  private Manifests() {}

  /** Stores a record; the same record always gets the same reference. */
  public static ArtifactRef store(ArtifactStore store, String bucket, Object manifest) {
    byte[] json = Json.canonical(manifest);
    return store.put(bucket, ObjectKeys.manifest(Hashes.sha256(json)), json, MEDIA_TYPE);
  }

  /** Reads a record back. */
  public static <T> T load(ArtifactStore store, ArtifactRef ref, Class<T> type) {
    return Json.read(store.get(ref), type);
  }

  /** Reads a record back without one of its lists, whose elements are passed on. */
  public static <T, E> T load(
      ArtifactStore store, ArtifactRef ref, Class<T> type, LongList<E> list) {
    return Json.read(store.open(ref), type, list);
  }
}
