package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.kit.thread.BackgroundTask;
import io.wood.trainer.experiment.OpenExperiments;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs experiments one at a time on a thread of its own. It reads the log of requests when one
 * arrives and at a regular interval, so it also finds the experiments of a trainer that died.
 */
public final class TrainingWorker {
  private static final Logger LOG = Logger.getLogger(TrainingWorker.class);

  private final OpenExperiments open;
  private final ClaimExperiment claim;
  private final Duration interval;
  private final Semaphore wakes = new Semaphore(0);
  private final Thread thread;
  private final BackgroundTask task = new BackgroundTask("training", this::runOpenExperiments);
  private volatile boolean closing;

  public TrainingWorker(OpenExperiments open, ClaimExperiment claim, Duration interval) {
    this.open = Objects.requireNonNull(open, "open");
    this.claim = Objects.requireNonNull(claim, "claim");
    this.interval = Objects.requireNonNull(interval, "interval");
    this.thread = new Thread(this::work, "training");
  }

  public void start() {
    thread.start();
  }

  /** Makes the worker read the log now. */
  public void wake() {
    wakes.release();
  }

  /** The task that the liveness check watches. */
  public BackgroundTask task() {
    return task;
  }

  /** True while the worker's thread runs. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Stops between two steps. The next start resumes there, or at the previous checkpoint if the
   * timeout ends before a new one is stored.
   */
  public void close(Duration timeout) throws InterruptedException {
    closing = true;
    claim.shutDown();
    wake();
    thread.join(timeout.toMillis());
  }

  private void work() {
    while (!closing) {
      task.run();
      awaitWake();
    }
  }

  private void runOpenExperiments() {
    boolean ran = true;
    while (ran && !closing) {
      wakes.drainPermits();
      ran = false;
      for (ExperimentRequested request : open.list()) {
        if (closing) {
          return;
        }
        if (tryRun(request)) {
          ran = true;
          break;
        }
      }
    }
  }

  /** A request that cannot be claimed must not block the requests after it. */
  private boolean tryRun(ExperimentRequested request) {
    try {
      return claim.tryRun(request);
    } catch (RuntimeException e) {
      if (FailureMessage.isTransient(e)) {
        LOG.warnf("%s: left for later, in %s: %s", request.experiment(), interval, e.getMessage());
      } else {
        LOG.errorf(e, "%s: cannot be claimed", request.experiment());
      }
      return false;
    }
  }

  private void awaitWake() {
    try {
      // A run may have drained the wake of close().
      if (!closing && wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
