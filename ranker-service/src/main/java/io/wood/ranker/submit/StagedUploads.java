package io.wood.ranker.submit;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that were uploaded by a link and wait for their confirmation. What is never confirmed is
 * deleted.
 */
public final class StagedUploads {
  private final ArtifactStore store;
  private final Duration lifetime;
  private final Clock clock;

  /** When each key was seen first; a restart keeps files longer. */
  private final Map<String, Instant> seen = new HashMap<>();

  /**
   * No file has been seen yet.
   *
   * @param lifetime how long a file may wait; at least twice as long as a link is valid
   */
  public StagedUploads(ArtifactStore store, Duration lifetime, Clock clock) {
    this.store = store;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A key of its own, because the holder of the link can write any bytes to it. */
  static String key(String sha256) {
    return ObjectKeys.UPLOADS + sha256;
  }

  /** Deletes the files that have waited for too long; returns their number. */
  public synchronized int deleteOld() {
    Instant now = clock.instant();
    List<String> waiting = store.list(Buckets.CANDIDATES, ObjectKeys.UPLOADS);
    seen.keySet().retainAll(new HashSet<>(waiting));
    waiting.forEach(key -> seen.putIfAbsent(key, now));
    Set<String> old = new HashSet<>();
    seen.forEach(
        (key, first) -> {
          if (first.plus(lifetime).isBefore(now)) {
            old.add(key);
          }
        });
    for (String key : old) {
      store.delete(Buckets.CANDIDATES, key);
      seen.remove(key);
    }
    return old.size();
  }
}
