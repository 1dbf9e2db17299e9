package io.wood.refiner.lead;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.kit.artifact.LeaseHeartbeat;
import io.wood.kit.event.DeviceFaults;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.ProgressPublisher;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.TracedWork;
import io.wood.refiner.view.RefinementOutcome;
import io.wood.refiner.view.RefinementOutcomes;
import io.wood.refiner.view.RefinementView;
import io.wood.store.ArtifactStore;
import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** How often a replica asks for a lease within its duration. */
  private static final int ASKS = 6;

  private final RefinementView view;
  private final Leases leases;
  private final RunRefinement runRefinement;
  private final EventPublisher events;
  private final ProgressPublisher progress;
  private final Clock clock;
  private final Holder holder;
  private final RefinementOutcomes outcomes;
  private final ArtifactStore store;
  private final DeviceFaults faults;
  private final Set<String> ended = new HashSet<>();
  private final Map<String, Long> nextTries = new HashMap<>();
  private final Map<String, LeadStarts> counts = new HashMap<>();
  private volatile boolean stopping;
  private volatile String leading = "";

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
      ProgressPublisher progress,
      DeviceFaults faults,
      Clock clock,
      Holder holder) {
    this.view = view;
    this.store = store;
    this.faults = faults;
    this.outcomes = new RefinementOutcomes(store);
    this.leases = leases;
    this.runRefinement = runRefinement;
    this.events = events;
    this.progress = progress;
    this.clock = clock;
    this.holder = holder;
  }

  /** The refinement that this replica leads; empty if there is none. */
  public String leading() {
    return leading;
  }

  /** Makes the current refinement store a checkpoint and stop; none starts after it. */
  public void shutDown() {
    stopping = true;
  }

  /** Runs the oldest refinement that is open and free; returns false if there is none. */
  public boolean runOne() throws InterruptedException {
    List<RefinementSummary> all = view.all();
    for (int i = all.size() - 1; i >= 0 && !stopping; i--) {
      RefinementRequested request = all.get(i).request();
      if (!all.get(i).ended()
          && !ended.contains(request.eventId())
          && isDue(request)
          && tryRun(request)) {
        return true;
      }
    }
    return false;
  }

  /** Many replicas ask for few leases: one that another replica holds is asked for rarely. */
  private boolean isDue(RefinementRequested request) {
    Long next = nextTries.get(request.refinement());
    return next == null || System.nanoTime() - next >= 0;
  }

  private boolean tryRun(RefinementRequested request) throws InterruptedException {
    String id = request.refinement();
    Optional<Lease> lease =
        leases.acquire(
            Buckets.OUTPUTS, ObjectKeys.ofRun(id, "lease.json"), holder.name(), holder.lease());
    if (lease.isEmpty()) {
      nextTries.put(id, System.nanoTime() + holder.lease().toNanos() / ASKS);
      return false;
    }
    nextTries.remove(id);
    try (LeaseHeartbeat heartbeat = new LeaseHeartbeat(lease.get(), holder.lease())) {
      leading = id;
      return TracedWork.call(
          "refine",
          id,
          () -> {
            lead(request, lease.get(), heartbeat);
            ended.add(request.eventId());
            return true;
          });
    } catch (LeaseLostException e) {
      LOG.warn(e.getMessage());
      return false;
    } catch (StoreUnavailableException e) {
      LOG.warnf("refinement %s stopped, to be resumed later: %s", id, e.getMessage());
      return false;
    } catch (TransientFailure e) {
      nextTries.put(id, System.nanoTime() + holder.lease().toNanos());
      LOG.warnf(
          "refinement %s stopped, to be resumed in %s at the earliest: %s",
          id, holder.lease(), e.getMessage());
      return false;
    } finally {
      leading = "";
    }
  }

  private void lead(RefinementRequested request, Lease lease, LeaseHeartbeat heartbeat)
      throws InterruptedException {
    RefinementOutcome outcome = outcomes.find(request).orElse(null);
    if (outcome == null) {
      LeadStarts starts =
          counts.computeIfAbsent(request.eventId(), any -> new LeadStarts(store, request));
      RefinementOutcome result = execute(request, starts, control(request, starts, heartbeat));
      outcome = end(request, result, lease, starts);
    } else {
      // The process that stored it may have died before it deleted the count of starts.
      outcomes.end(request, outcome);
    }
    counts.remove(request.eventId());
    publish(request, outcome);
  }

  private RefinementOutcome end(
      RefinementRequested request, RefinementOutcome result, Lease lease, LeadStarts starts) {
    try {
      if (!lease.renew()) {
        throw new LeaseLostException(request.refinement());
      }
      return outcomes.end(request, result);
    } catch (LeaseLostException | StoreUnavailableException e) {
      starts.takeBack();
      throw e;
    }
  }

  private LeadControl control(
      RefinementRequested request, LeadStarts starts, LeaseHeartbeat heartbeat) {
    return new LeadControl() {
      @Override
      public boolean goesOn() {
        return !stopping && !heartbeat.isTaken() && !view.isEnded(request);
      }

      @Override
      public boolean isStopping() {
        return stopping && heartbeat.isHeld();
      }

      @Override
      public boolean isHeld() {
        return heartbeat.isHeld();
      }

      @Override
      public void gotFurther() {
        starts.gotFurther();
      }
    };
  }

  /** An error that ends the process, or that it does not handle, stays counted as a start. */
  private RefinementOutcome execute(
      RefinementRequested request, LeadStarts starts, LeadControl control)
      throws InterruptedException {
    RefinementReporter reporter = new RefinementReporter(request, progress::offer, clock);
    try {
      starts.count();
      return RefinementOutcome.completed(runRefinement.run(request, reporter, control));
    } catch (LeaseLostException
        | TransientFailure
        | StoreUnavailableException
        | InterruptedException e) {
      starts.takeBack();
      throw e;
    } catch (RuntimeException e) {
      return failed(request, starts, control, e);
    } finally {
      progress.flush();
    }
  }

  private RefinementOutcome failed(
      RefinementRequested request, LeadStarts starts, LeadControl control, RuntimeException e) {
    // A replica that stops interrupts its work, which says nothing about the refinement.
    if (!control.goesOn()) {
      starts.takeBack();
      throw new LeaseLostException(request.refinement());
    }
    Optional<DeviceFaults.Fault> fault = faults.of(e);
    if (fault.isPresent()) {
      if (fault.get().outOfMemory()) {
        starts.failed(fault.get().failure().getMessage());
      } else {
        starts.takeBack();
      }
      throw fault.get().failure();
    }
    LOG.errorf(e, "refinement %s failed", request.refinement());
    return RefinementOutcome.failed(String.valueOf(e.getMessage()));
  }

  private void publish(RefinementRequested request, RefinementOutcome outcome) {
    RefinementReporter reporter = new RefinementReporter(request, events::publish, clock);
    if (outcome.completed() != null) {
      events.publish(outcome.completed());
      reporter.ended(RunState.SUCCEEDED, "");
    } else if (outcome.cancelledBy() != null) {
      reporter.ended(RunState.CANCELLED, "cancelled by " + outcome.cancelledBy());
    } else {
      reporter.ended(RunState.FAILED, outcome.failure());
    }
  }
}
