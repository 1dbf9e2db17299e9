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
 * One thread that runs one experiment after the other, outside every handler. It looks at the log
 * when a request arrives and every so often: that is how it finds what a dead trainer left.
 */
public final class TrainingWorker {
  private static final Logger LOG = Logger.getLogger(TrainingWorker.class);

  private final OpenExperiments open;
  private final ClaimExperiment claim;
  private final Duration interval;
  private final Semaphore wakes = new Semaphore(0);
  private final Thread thread;
  private final BackgroundTask task = new BackgroundTask("training", this::runAllThatIsOpen);
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

  /** There may be something to do. */
  public void wake() {
    wakes.release();
  }

  /** What the liveness check watches. */
  public BackgroundTask task() {
    return task;
  }

  /** True while there is a thread to run experiments on. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Stops between two steps; what runs goes on from there at the next start, or from its checkpoint
   * before when the timeout does not last until a new one is stored.
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
      rest();
    }
  }

  private void runAllThatIsOpen() {
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

  /** One request that nothing can be done with must not hold up those behind it. */
  private boolean tryRun(ExperimentRequested request) {
    try {
      return claim.tryRun(request);
    } catch (RuntimeException e) {
      if (FailureMessage.isTransient(e)) {
        throw e;
      }
      LOG.errorf(e, "%s: cannot be claimed", request.experiment());
      return false;
    }
  }

  private void rest() {
    try {
      if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
