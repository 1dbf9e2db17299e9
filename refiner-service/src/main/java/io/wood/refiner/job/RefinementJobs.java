package io.wood.refiner.job;

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
import io.wood.store.Lease;
import io.wood.store.Leases;
import io.wood.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Takes refinements that nobody works on. The view of the log is the list of jobs, a lease in the
 * store decides which replica runs one, the outcome in the store says that it has ended: nothing is
 * acknowledged by running it, so a restart or a takeover goes on where the store and the log say
 * that it stood.
 */
public final class RefinementJobs {
  private static final Logger LOG = Logger.getLogger(RefinementJobs.class);

  private final RefinementView view;
  private final ArtifactStore store;
  private final Leases leases;
  private final RefinementRun run;
  private final EventPublisher events;
  private final Clock clock;
  private final Holder holder;
  private final Set<String> ended = new HashSet<>();

  /**
   * Who holds leases, and for how long.
   *
   * @param name of this replica, for people
   * @param lease how long a dead replica's work waits for a successor
   */
  public record Holder(String name, Duration lease) {}

  public RefinementJobs(
      RefinementView view,
      ArtifactStore store,
      Leases leases,
      RefinementRun run,
      EventPublisher events,
      Clock clock,
      Holder holder) {
    this.view = view;
    this.store = store;
    this.leases = leases;
    this.run = run;
    this.events = events;
    this.clock = clock;
    this.holder = holder;
  }

  /** Runs the oldest refinement that is open and free; false when there is none. */
  boolean runOne() throws InterruptedException {
    List<RefinementSummary> all = view.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      RefinementRequested request = all.get(i).request();
      if (!all.get(i).ended() && !ended.contains(request.refinement()) && attempt(request)) {
        return true;
      }
    }
    return false;
  }

  private boolean attempt(RefinementRequested request) throws InterruptedException {
    String id = request.refinement();
    Optional<Lease> lease =
        leases.acquire(
            Buckets.OUTPUTS, ObjectKeys.ofRun(id, "lease.json"), holder.name(), holder.lease());
    if (lease.isEmpty()) {
      return false;
    }
    try (LeaseHeartbeat heartbeat = new LeaseHeartbeat(lease.get(), holder.lease())) {
      RefinementResult outcome = outcome(id).orElse(null);
      if (outcome == null) {
        outcome = execute(request, heartbeat);
        store.put(
            Buckets.OUTPUTS,
            ObjectKeys.ofRun(id, RefinementResult.NAME),
            Json.canonical(outcome),
            "application/json");
      }
      tell(id, outcome);
      ended.add(id);
      return true;
    } catch (LeaseLostException e) {
      LOG.warn(e.getMessage());
      return false;
    } catch (TransientFailure | StoreUnavailableException e) {
      LOG.warnf("refinement %s stopped for now: %s", id, e.getMessage());
      return false;
    }
  }

  private RefinementResult execute(RefinementRequested request, LeaseHeartbeat heartbeat)
      throws InterruptedException {
    try {
      RefinementCompleted completed =
          run.run(request, new RunReporter(request.refinement(), events, clock), heartbeat::isHeld);
      return new RefinementResult(completed, "");
    } catch (LeaseLostException | TransientFailure | StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.errorf(e, "refinement %s failed", request.refinement());
      return new RefinementResult(null, String.valueOf(e.getMessage()));
    }
  }

  private void tell(String id, RefinementResult outcome) {
    RunReporter reporter = new RunReporter(id, events, clock);
    if (outcome.completed() != null) {
      events.publish(outcome.completed());
      reporter.succeeded();
    } else {
      reporter.failed(outcome.failure());
    }
  }

  private Optional<RefinementResult> outcome(String id) {
    return store
        .find(Buckets.OUTPUTS, ObjectKeys.ofRun(id, RefinementResult.NAME))
        .map(object -> Json.read(object.bytes(), RefinementResult.class));
  }
}
