package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
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

  /** True while there is a thread to run experiments on. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Stops between two steps; what runs goes on from there at the next start, or from its checkpoint
   * before when the patience does not last until a new one is stored.
   */
  public void close(Duration patience) throws InterruptedException {
    closing = true;
    claim.shutDown();
    wake();
    thread.join(patience.toMillis());
  }

  private void work() {
    while (!closing) {
      try {
        runAllThatIsOpen();
      } catch (RuntimeException e) {
        // The edge of the thread: it must outlive a store or broker that is away.
        LOG.warnf(e, "trying again in %s", interval);
      }
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
        LOG.warnf("%s: left for later, in %s: %s", request.experiment(), interval, e.getMessage());
      } else {
        LOG.errorf(e, "%s: cannot be claimed", request.experiment());
      }
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
