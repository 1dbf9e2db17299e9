package io.wood.trainer.run;

import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.artifact.LeaseHeartbeat;
import io.wood.store.Lease;
import io.wood.store.Leases;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.RunFiles;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that of all trainers at most one runs an experiment: a run happens under a lease that
 * a heartbeat renews, and not at all once its outcome stands.
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

  /** Runs the experiment if it is free; false when somebody else has it or it has ended. */
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
            () -> stop.raise(Reason.LEASE_LOST),
            () -> watch(experiment, stop))) {
      // It may have ended between the look at the log and the claim.
      if (files.outcome(experiment).isPresent()) {
        return false;
      }
      run(files.register(request), claimed.get(), stop);
      return true;
    }
  }

  private void watch(String experiment, StopSignal stop) {
    if (files.cancellation(experiment).isPresent()) {
      stop.raise(Reason.CANCELLED);
    }
  }

  /** Stops what runs here now, if it is this experiment. */
  void stop(String experiment, Reason reason) {
    StopSignal stop = running.get(experiment);
    if (stop != null) {
      stop.raise(reason);
    }
  }

  /** Stops whatever runs here, now or from now on. */
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
