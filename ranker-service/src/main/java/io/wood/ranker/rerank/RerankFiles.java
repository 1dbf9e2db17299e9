package io.wood.ranker.rerank;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The objects of a re-ranking: progress and lease of each partition, and the cancellation. */
public final class RerankFiles {
  private static final String CANCELLED = "cancelled.json";

  private final ArtifactStore store;
  private final Leases leases;
  private final String owner;

  /**
   * Keeps them in the bucket of the candidates.
   *
   * @param owner name of this replica, for people who read a lease
   */
  public RerankFiles(ArtifactStore store, Leases leases, String owner) {
    this.store = store;
    this.leases = leases;
    this.owner = owner;
  }

  /**
   * A cancellation.
   *
   * @param by who cancelled
   * @param at when
   */
  record Cancellation(String by, Instant at) {}

  Optional<PartProgress> progress(String reranking, int partition) {
    return find(reranking, progressName(partition), PartProgress.class);
  }

  void save(String reranking, int partition, PartProgress progress) {
    store.put(
        Buckets.CANDIDATES,
        ObjectKeys.ofRun(reranking, progressName(partition)),
        Json.canonical(progress),
        Manifests.MEDIA_TYPE);
  }

  Optional<Lease> lease(String reranking, int partition, Duration duration) {
    String key = ObjectKeys.ofRun(reranking, "lease-" + partition + ".json");
    return leases.acquire(Buckets.CANDIDATES, key, owner, duration);
  }

  Optional<Cancellation> cancellation(String reranking) {
    return find(reranking, CANCELLED, Cancellation.class);
  }

  void cancel(String reranking, Cancellation cancellation) {
    store.putIfAbsent(
        Buckets.CANDIDATES,
        ObjectKeys.ofRun(reranking, CANCELLED),
        Json.canonical(cancellation),
        Manifests.MEDIA_TYPE);
  }

  private static String progressName(int partition) {
    return "progress-" + partition + ".json";
  }

  private <T> Optional<T> find(String reranking, String name, Class<T> type) {
    return store
        .find(Buckets.CANDIDATES, ObjectKeys.ofRun(reranking, name))
        .map(found -> Json.read(found.bytes(), type));
  }
}
