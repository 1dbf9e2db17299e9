package io.wood.trainer;

import io.wood.contracts.Buckets;
import io.wood.contracts.ExperimentRequested;
import io.wood.contracts.ObjectKeys;
import io.wood.store.Lease;
import io.wood.store.Leases;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.StopSignal.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Makes sure that of all trainers at most one runs an experiment: a run happens under a lease that
 * a heartbeat renews, and not at all once its outcome stands.
 */
final class ClaimExperiment {
  private static final Logger LOG = Logger.getLogger(ClaimExperiment.class);

  private final RunFiles files;
  private final Leases leases;
  private final SuperviseRun supervise;
  private final RunSettings settings;
  private final ScheduledExecutorService scheduler;
  private final Map<String, StopSignal> running = new ConcurrentHashMap<>();
  private volatile boolean shuttingDown;

  ClaimExperiment(
      RunFiles files,
      Leases leases,
      SuperviseRun supervise,
      RunSettings settings,
      ScheduledExecutorService scheduler) {
    this.files = Objects.requireNonNull(files, "files");
    this.leases = Objects.requireNonNull(leases, "leases");
    this.supervise = Objects.requireNonNull(supervise, "supervise");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
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
    try {
      // It may have ended between the look at the log and the claim.
      if (files.outcome(experiment).isPresent()) {
        return false;
      }
      run(files.register(request), claimed.get());
      return true;
    } finally {
      release(experiment, claimed.get());
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

  private void run(ExperimentRequested request, Lease lease) {
    StopSignal stop = new StopSignal();
    running.put(request.experiment(), stop);
    if (shuttingDown) {
      stop.raise(Reason.SHUTDOWN);
    }
    try (Heartbeat beats =
        new Heartbeat(request.experiment(), lease, files, stop, scheduler, settings.heartbeat())) {
      supervise.run(request, lease, stop);
    } finally {
      running.remove(request.experiment());
    }
  }

  private static void release(String experiment, Lease lease) {
    try {
      lease.release();
    } catch (StoreUnavailableException e) {
      LOG.warnf("%s: the lease stays until it expires: %s", experiment, e.getMessage());
    }
  }
}
