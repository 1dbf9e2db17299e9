package io.wood.refiner.view;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.util.Optional;

/**
 * Stores how refinements ended. The first outcome of a request stays, whether its leader or a
 * person who cancels it writes it; a retry has an outcome of its own.
 */
public final class RefinementOutcomes {
  private final ArtifactStore store;

  public RefinementOutcomes(ArtifactStore store) {
    this.store = store;
  }

  public Optional<RefinementOutcome> find(RefinementRequested request) {
    return store
        .find(Buckets.OUTPUTS, key(request))
        .map(object -> Json.read(object.bytes(), RefinementOutcome.class));
  }

  /** The completion of the last request of the refinement before this one that was completed. */
  public Optional<RefinementCompleted> completedBefore(RefinementRequested request) {
    for (int retries = request.retries() - 1; retries >= 0; retries--) {
      Optional<RefinementCompleted> completed =
          store
              .find(Buckets.OUTPUTS, key(request.refinement(), retries))
              .map(object -> Json.read(object.bytes(), RefinementOutcome.class).completed());
      if (completed.isPresent()) {
        return completed;
      }
    }
    return Optional.empty();
  }

  /**
   * Stores the outcome unless there is one; returns the stored one. Then it deletes the count of
   * starts.
   */
  public RefinementOutcome end(RefinementRequested request, RefinementOutcome outcome) {
    boolean first =
        store.putIfAbsent(
            Buckets.OUTPUTS, key(request), Json.canonical(outcome), Manifests.MEDIA_TYPE);
    store.delete(Buckets.OUTPUTS, starts(request));
    return first ? outcome : find(request).orElse(outcome);
  }

  /** Key of the count of starts, which a refinement has while it is open. */
  public static String starts(RefinementRequested request) {
    return ObjectKeys.ofRun(request.refinement(), "starts.json");
  }

  private static String key(RefinementRequested request) {
    return key(request.refinement(), request.retries());
  }

  private static String key(String refinement, int retries) {
    String name = retries == 0 ? "outcome.json" : "outcome-%d.json".formatted(retries);
    return ObjectKeys.ofRun(refinement, name);
  }
}
