package io.wood.refiner;

import io.wood.store.Lease;
import io.wood.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps a lease alive from a thread of its own until it is closed. */
final class LeaseHeartbeat implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LeaseHeartbeat.class);

  private final Lease lease;
  private final ScheduledFuture<?> beats;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "lease-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  LeaseHeartbeat(Lease lease, Duration duration) {
    this.lease = lease;
    long every = Math.max(1, duration.toMillis() / 3);
    this.beats = timer.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
  }

  boolean isHeld() {
    return lease.isHeld();
  }

  /** A store that does not answer may answer at the next beat; the lease outlasts two of them. */
  private void beat() {
    try {
      if (!lease.renew()) {
        beats.cancel(false);
      }
    } catch (StoreUnavailableException e) {
      LOG.warnf("could not renew a lease: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (lease.isHeld()) {
      lease.release();
    }
  }
}
