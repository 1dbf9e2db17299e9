package io.wood.refiner.lead;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementRequested;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import io.wood.store.StoreUnavailableException;
import io.wood.store.VersionedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Counts in the store how often a refinement was started without getting further. One that ends its
 * leader's process comes to the next replica, and would end one after another, while those behind
 * it wait. Each start has an id, so that a replica takes back its own and no other one.
 */
final class LeadStarts {
  static final int LIMIT = 3;

  private static final Logger LOG = Logger.getLogger(LeadStarts.class);

  private final ArtifactStore store;
  private final RefinementRequested request;
  private final String key;

  /** Starts that ended in order while the store was away: not taken back yet. */
  private final Set<String> owed = new HashSet<>();

  /** The start that runs; null if none is counted. */
  private String running;

  /** True if no other start is counted. */
  private boolean alone;

  LeadStarts(ArtifactStore store, RefinementRequested request) {
    this.store = store;
    this.request = request;
    this.key = RefinementOutcomes.starts(request);
  }

  /**
   * The stored count.
   *
   * @param retries of the request that was started; another request starts at 0
   * @param ids the starts since it last got further
   * @param problem why the last start failed; empty if its process ended without a word
   */
  private record Count(int retries, List<String> ids, String problem) {
    /** Earlier versions stored a number and no ids; those starts are forgotten. */
    Count {
      ids = ids == null ? List.of() : List.copyOf(ids);
    }
  }

  /**
   * Counts a start.
   *
   * @throws RefinementFailedException after too many; names the remedy
   */
  synchronized void count() {
    running = null;
    Count before =
        stored()
            .map(LeadStarts::read)
            .filter(count -> count.retries() == request.retries())
            .orElseGet(() -> of(List.of(), ""));
    List<String> ids = new ArrayList<>(before.ids());
    ids.removeAll(owed);
    if (ids.size() >= LIMIT) {
      throw new RefinementFailedException(
          "started %d times without getting further%s: the leader or its device probably runs out of memory; give it more and repeat what failed, or request another refinement (--name NEW) with a smaller irn.batchSize or segmentation.batchSize"
              .formatted(
                  ids.size(),
                  before.problem().isEmpty() ? "" : ", the last time " + before.problem()));
    }
    // A store that goes away now may have written it all the same.
    running = UUID.randomUUID().toString();
    alone = ids.isEmpty();
    ids.add(running);
    store.put(Buckets.OUTPUTS, key, Json.canonical(of(ids, "")), Manifests.MEDIA_TYPE);
    owed.clear();
  }

  /** The refinement got further than before: only this start counts. */
  synchronized void gotFurther() {
    if (!alone) {
      alone = replace(before -> of(List.of(running), ""));
    }
  }

  /** Keeps the count, with the reason why this start failed. */
  synchronized void failed(String problem) {
    replace(before -> of(before.ids(), problem));
    running = null;
  }

  /**
   * Takes back the start that runs, if it was counted: it ended in order, or for no reason of the
   * refinement. While the store is away, the next start of this replica does it.
   */
  synchronized void takeBack() {
    if (!replace(
        before -> of(before.ids().stream().filter(id -> !id.equals(running)).toList(), ""))) {
      owed.add(running);
    }
    running = null;
  }

  /**
   * Replaces the count, if it has the start that runs; deletes one without any.
   *
   * @return false if the store is away
   */
  private boolean replace(UnaryOperator<Count> next) {
    try {
      Optional<VersionedObject> stored = running == null ? Optional.empty() : stored();
      if (stored.isPresent() && read(stored.get()).ids().contains(running)) {
        Count count = next.apply(read(stored.get()));
        if (count.ids().isEmpty()) {
          store.delete(Buckets.OUTPUTS, key);
        } else {
          store.replace(
              Buckets.OUTPUTS,
              key,
              Json.canonical(count),
              Manifests.MEDIA_TYPE,
              stored.get().etag());
        }
      }
      return true;
    } catch (StoreUnavailableException e) {
      LOG.debugf("%s keeps its count of starts: %s", request.refinement(), e.getMessage());
      return false;
    }
  }

  private Optional<VersionedObject> stored() {
    return store.find(Buckets.OUTPUTS, key);
  }

  private static Count read(VersionedObject stored) {
    return Json.read(stored.bytes(), Count.class);
  }

  private Count of(List<String> ids, String problem) {
    return new Count(request.retries(), ids, problem);
  }
}
