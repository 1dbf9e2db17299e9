package io.wood.ranker.rank;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.Event;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.VersionedObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Ranks candidates and publishes one result for each image and model, however often and by however
 * many sources the image is published, and also when the process is killed in between: the result
 * is stored before it is published, and marked afterwards. A result that is stored and not marked
 * is looked for in the log before it is published again.
 */
public final class RankOnce implements Consumer<CandidatePublished> {
  private static final int LOCKS = 1024;

  private final CandidateRanker ranker;
  private final Supplier<Optional<ModelRef>> active;
  private final EventPublisher publisher;
  private final BiPredicate<Event, Instant> inLog;
  private final ArtifactStore store;

  /** One image is in work once at a time; two images rarely share a lock. */
  private final Lock[] locks;

  /**
   * Publishes what the ranker returns.
   *
   * @param active the classifier at work, if there is one
   * @param inLog whether an event of this id is on its topic since a time; slow, asked after a
   *     crash only
   */
  public RankOnce(
      CandidateRanker ranker,
      Supplier<Optional<ModelRef>> active,
      EventPublisher publisher,
      BiPredicate<Event, Instant> inLog,
      ArtifactStore store) {
    this(
        ranker,
        active,
        publisher,
        inLog,
        store,
        Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new));
  }

  private RankOnce(
      CandidateRanker ranker,
      Supplier<Optional<ModelRef>> active,
      EventPublisher publisher,
      BiPredicate<Event, Instant> inLog,
      ArtifactStore store,
      Lock[] locks) {
    this.ranker = ranker;
    this.active = active;
    this.publisher = publisher;
    this.inLog = inLog;
    this.store = store;
    this.locks = locks;
  }

  /**
   * Returns the same with another classifier. An image is in work at one of the two at a time: they
   * may have the same classifier.
   */
  public RankOnce with(CandidateRanker other, Supplier<Optional<ModelRef>> model) {
    return new RankOnce(other, model, publisher, inLog, store, locks);
  }

  @Override
  public void accept(CandidatePublished candidate) {
    Lock lock = locks[Math.floorMod(candidate.image().hashCode(), LOCKS)];
    lock.lock();
    try {
      if (!isPublished(candidate.image())) {
        publish(ranker.rank(candidate));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Saves the scoring of an image that the classifier has scored already. */
  private boolean isPublished(String image) {
    return active
        .get()
        .flatMap(model -> find(ObjectKeys.ranking(model.weights().sha256(), image)))
        .filter(KeptRanking::published)
        .isPresent();
  }

  private void publish(Event event) {
    String key = key(event);
    KeptRanking ours = KeptRanking.of(event);
    boolean first =
        store.putIfAbsent(Buckets.CANDIDATES, key, Json.canonical(ours), Manifests.MEDIA_TYPE);
    KeptRanking kept = first ? ours : find(key).orElse(ours);
    if (kept.published()) {
      return;
    }
    if (first || !inLog.test(kept.event(), kept.at())) {
      publisher.publish(kept.event());
    }
    store.put(Buckets.CANDIDATES, key, Json.canonical(KeptRanking.PUBLISHED), Manifests.MEDIA_TYPE);
  }

  private Optional<KeptRanking> find(String key) {
    return store
        .find(Buckets.CANDIDATES, key)
        .map(VersionedObject::bytes)
        .map(bytes -> Json.read(bytes, KeptRanking.class));
  }

  private static String key(Event event) {
    if (event instanceof CandidateRanked ranked) {
      return ObjectKeys.ranking(ranked.model().weights().sha256(), ranked.image());
    }
    CandidateDismissed dismissed = (CandidateDismissed) event;
    ModelRef model = dismissed.model();
    return ObjectKeys.ranking(model == null ? null : model.weights().sha256(), dismissed.image());
  }
}
