package io.wood.refiner.lead;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementRequested;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.StoreUnavailableException;
import io.wood.store.VersionedObject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts in the store how often a refinement was started without getting further. One that ends its
 * leader's process comes to the next replica, and would end one after another, while those behind
 * it wait.
 */
final class LeadStarts {
  static final int LIMIT = 3;

  private static final Logger LOG = Logger.getLogger(LeadStarts.class);

  private final ArtifactStore store;
  private final RefinementRequested request;
  private final String key;
  private Count counted;
  private boolean owed;

  LeadStarts(ArtifactStore store, RefinementRequested request) {
    this.store = store;
    this.request = request;
    this.key = ObjectKeys.ofRun(request.refinement(), "starts.json");
  }

  /**
   * The stored count.
   *
   * @param retries of the request that was started; another request starts at 0
   * @param starts since it last got further
   * @param problem why the last start failed; empty if its process ended without a word
   */
  private record Count(int retries, int starts, String problem) {}

  /**
   * Counts a start.
   *
   * @throws RefinementFailedException after too many; names the remedy
   */
  synchronized void count() {
    Count before = stored().map(LeadStarts::read).orElseGet(() -> of(0, ""));
    if (before.retries() != request.retries()) {
      before = of(0, "");
    } else if (owed && before.equals(counted)) {
      before = of(counted.starts() - 1, "");
    }
    owed = false;
    if (before.starts() >= LIMIT) {
      throw new RefinementFailedException(
          "started %d times without getting further%s: the leader or its device probably runs out of memory; give it more and repeat what failed, or request another refinement (--name NEW) with a smaller irn.batchSize or segmentation.batchSize"
              .formatted(
                  before.starts(),
                  before.problem().isEmpty() ? "" : ", the last time " + before.problem()));
    }
    counted = of(before.starts() + 1, "");
    store.put(Buckets.OUTPUTS, key, Json.canonical(counted), Manifests.MEDIA_TYPE);
  }

  /** The refinement got further than before: only this start counts. */
  synchronized void gotFurther() {
    if (counted != null && counted.starts() > 1) {
      exchange(of(1, ""));
    }
  }

  /** Keeps the count, with the reason why this start failed. */
  synchronized void failed(String problem) {
    if (counted != null) {
      exchange(of(counted.starts(), problem));
    }
  }

  /**
   * Takes back the counted start: it ended in order, or for no reason of the refinement. While the
   * store is away, the next start of this replica does it.
   */
  synchronized void takeBack() {
    owed = counted != null && !exchange(of(counted.starts() - 1, ""));
  }

  /** Deletes the count of a refinement that has ended. */
  void end() {
    store.delete(Buckets.OUTPUTS, key);
  }

  /**
   * Changes nothing if another replica has counted its start since.
   *
   * @return false if the store is away
   */
  private boolean exchange(Count next) {
    try {
      Optional<VersionedObject> stored = stored();
      if (stored.isPresent() && read(stored.get()).equals(counted)) {
        store.replace(
            Buckets.OUTPUTS, key, Json.canonical(next), Manifests.MEDIA_TYPE, stored.get().etag());
        counted = next;
      }
      return true;
    } catch (StoreUnavailableException e) {
      LOG.debugf("%s keeps %d starts: %s", request.refinement(), counted.starts(), e.getMessage());
      return false;
    }
  }

  private Optional<VersionedObject> stored() {
    return store.find(Buckets.OUTPUTS, key);
  }

  private static Count read(VersionedObject stored) {
    return Json.read(stored.bytes(), Count.class);
  }

  private Count of(int starts, String problem) {
    return new Count(request.retries(), starts, problem);
  }
}
