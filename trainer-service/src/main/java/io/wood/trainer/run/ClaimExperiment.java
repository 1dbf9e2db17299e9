package io.wood.trainer.run;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.artifact.LeaseHeartbeat;
import io.wood.store.lease.Lease;
import io.wood.store.lease.Leases;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.RunFiles;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Claims an experiment with a lease and runs it, so that at most one trainer runs it at a time. A
 * heartbeat renews the lease. An experiment that has a result is not run again; its last event is
 * published if that is still to be done.
 */
public final class ClaimExperiment {
  private final RunFiles files;
  private final Leases leases;
  private final SuperviseRun supervise;
  private final RunSettings settings;
  private final Map<String, StopSignal> running = new ConcurrentHashMap<>();
  private volatile boolean shuttingDown;

  public ClaimExperiment(
      RunFiles files, Leases leases, SuperviseRun supervise, RunSettings settings) {
    this.files = Objects.requireNonNull(files, "files");
    this.leases = Objects.requireNonNull(leases, "leases");
    this.supervise = Objects.requireNonNull(supervise, "supervise");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * Runs the experiment if it is free; returns false if another trainer holds it or it has ended.
   */
  boolean tryRun(ExperimentRequested request) {
    String experiment = request.experiment();
    Optional<Lease> claimed =
        leases.acquire(
            Buckets.EXPERIMENTS,
            ObjectKeys.ofRun(experiment, RunFiles.LEASE),
            settings.owner(),
            settings.lease());
    if (claimed.isEmpty()) {
      return false;
    }
    StopSignal stop = new StopSignal();
    try (LeaseHeartbeat beats =
        new LeaseHeartbeat(
            claimed.get(),
            settings.lease(),
            taken -> {
              if (taken) {
                stop.raise(Reason.LEASE_LOST);
              }
            },
            () -> checkCancellation(experiment, stop))) {
      // It may have ended between reading the log and claiming it, or in a process that died.
      if (files.result(experiment).isPresent()) {
        supervise.announceEnd(experiment);
        return false;
      }
      run(files.register(request), claimed.get(), stop);
      return true;
    }
  }

  private void checkCancellation(String experiment, StopSignal stop) {
    if (files.cancellation(experiment).isPresent()) {
      stop.raise(Reason.CANCELLED);
    }
  }

  /** Stops the experiment if it runs in this process. */
  void stop(String experiment, Reason reason) {
    StopSignal stop = running.get(experiment);
    if (stop != null) {
      stop.raise(reason);
    }
  }

  /** Stops every current and later run of this process. */
  void shutDown() {
    shuttingDown = true;
    running.values().forEach(stop -> stop.raise(Reason.SHUTDOWN));
  }

  private void run(ExperimentRequested request, Lease lease, StopSignal stop) {
    running.put(request.experiment(), stop);
    if (shuttingDown) {
      stop.raise(Reason.SHUTDOWN);
    }
    try {
      supervise.run(request, lease, stop);
    } finally {
      running.remove(request.experiment());
    }
  }
}
