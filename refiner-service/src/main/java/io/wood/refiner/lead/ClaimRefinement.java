package io.wood.refiner.lead;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.kit.artifact.LeaseHeartbeat;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TransientFailure;
import io.wood.refiner.view.RefinementView;
import io.wood.store.ArtifactStore;
import io.wood.store.Json;
import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Claims open refinements and runs them. The view of the log lists them, a lease in the store
 * decides which replica leads one, and a result in the store marks its end. No Kafka offset depends
 * on the run, so a restart or a takeover resumes from the state in the store and the log.
 */
public final class ClaimRefinement {
  private static final Logger LOG = Logger.getLogger(ClaimRefinement.class);

  private final RefinementView view;
  private final ArtifactStore store;
  private final Leases leases;
  private final RunRefinement runRefinement;
  private final EventPublisher events;
  private final Clock clock;
  private final Holder holder;
  private final Set<String> ended = new HashSet<>();
  private volatile int running;

  /**
   * The holder of a lease, and its duration.
   *
   * @param name name of this replica, shown in leases
   * @param lease how long a claim lasts without renewal
   */
  public record Holder(String name, Duration lease) {}

  public ClaimRefinement(
      RefinementView view,
      ArtifactStore store,
      Leases leases,
      RunRefinement runRefinement,
      EventPublisher events,
      Clock clock,
      Holder holder) {
    this.view = view;
    this.store = store;
    this.leases = leases;
    this.runRefinement = runRefinement;
    this.events = events;
    this.clock = clock;
    this.holder = holder;
  }

  /** Refinements that this replica leads now, for the gauge by which replicas are kept. */
  public int running() {
    return running;
  }

  /** Runs the oldest refinement that is open and free; returns false if there is none. */
  public boolean runOne() throws InterruptedException {
    List<RefinementSummary> all = view.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      RefinementRequested request = all.get(i).request();
      if (!all.get(i).ended() && !ended.contains(request.refinement()) && tryRun(request)) {
        return true;
      }
    }
    return false;
  }

  private boolean tryRun(RefinementRequested request) throws InterruptedException {
    String id = request.refinement();
    Optional<Lease> lease =
        leases.acquire(
            Buckets.OUTPUTS, ObjectKeys.ofRun(id, "lease.json"), holder.name(), holder.lease());
    if (lease.isEmpty()) {
      return false;
    }
    try (LeaseHeartbeat heartbeat = new LeaseHeartbeat(lease.get(), holder.lease())) {
      RefinementResult result = result(id).orElse(null);
      if (result == null) {
        result = execute(request, heartbeat);
        store.put(
            Buckets.OUTPUTS,
            ObjectKeys.ofRun(id, RefinementResult.NAME),
            Json.canonical(result),
            "application/json");
      }
      publish(id, result);
      ended.add(id);
      return true;
    } catch (LeaseLostException e) {
      LOG.warn(e.getMessage());
      return false;
    } catch (TransientFailure | StoreUnavailableException e) {
      LOG.warnf("refinement %s stopped, to be resumed later: %s", id, e.getMessage());
      return false;
    }
  }

  private RefinementResult execute(RefinementRequested request, LeaseHeartbeat heartbeat)
      throws InterruptedException {
    running = 1;
    try {
      RefinementCompleted completed =
          runRefinement.run(
              request,
              new RefinementReporter(request.refinement(), events, clock),
              heartbeat::isHeld);
      return new RefinementResult(completed, "");
    } catch (LeaseLostException | TransientFailure | StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.errorf(e, "refinement %s failed", request.refinement());
      return new RefinementResult(null, String.valueOf(e.getMessage()));
    } finally {
      running = 0;
    }
  }

  private void publish(String id, RefinementResult result) {
    RefinementReporter reporter = new RefinementReporter(id, events, clock);
    if (result.completed() != null) {
      events.publish(result.completed());
      reporter.succeeded();
    } else {
      reporter.failed(result.failure());
    }
  }

  private Optional<RefinementResult> result(String id) {
    return store
        .find(Buckets.OUTPUTS, ObjectKeys.ofRun(id, RefinementResult.NAME))
        .map(object -> Json.read(object.bytes(), RefinementResult.class));
  }
}
