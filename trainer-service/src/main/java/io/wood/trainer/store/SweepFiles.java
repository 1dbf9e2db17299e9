package io.wood.trainer.store;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores planned sweeps. The first plan of an id stays, so each is read once. */
public final class SweepFiles {
  private final ArtifactStore store;
  private final Map<String, StoredSweep> known = new ConcurrentHashMap<>();

  public SweepFiles(ArtifactStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /** Stores a sweep unless one of its id exists; returns the stored one. */
  public StoredSweep register(StoredSweep sweep) {
    store.putIfAbsent(
        Buckets.EXPERIMENTS,
        ObjectKeys.sweep(sweep.sweep()),
        Json.canonical(sweep),
        Manifests.MEDIA_TYPE);
    return find(sweep.sweep()).orElse(sweep);
  }

  public Optional<StoredSweep> find(String sweep) {
    return read(ObjectKeys.sweep(sweep));
  }

  /** All sweeps, in no order. */
  public List<StoredSweep> list() {
    return store.list(Buckets.EXPERIMENTS, ObjectKeys.SWEEPS).stream()
        .map(this::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<StoredSweep> read(String key) {
    StoredSweep cached = known.get(key);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<StoredSweep> read =
        store
            .find(Buckets.EXPERIMENTS, key)
            .map(found -> Json.read(found.bytes(), StoredSweep.class));
    read.ifPresent(sweep -> known.put(key, sweep));
    return read;
  }
}
