package io.wood.kit.artifact;

import io.wood.store.Lease;
import io.wood.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps a lease while long work goes on, from a thread of its own, and gives it back at the end. A
 * store that is away for a few beats does no harm: the lease holds until its end, and only then
 * must the work stop.
 */
public final class LeaseHeartbeat implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LeaseHeartbeat.class);

  /** Beats in the life of a lease. */
  private static final int BEATS = 6;

  private final Lease lease;
  private final Runnable lost;
  private final Runnable beat;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LeaseHeartbeat::thread);
  private final ScheduledFuture<?> beats;

  /** Keeps a lease; whoever works asks {@link #isHeld}. */
  public LeaseHeartbeat(Lease lease, Duration duration) {
    this(lease, duration, () -> {}, () -> {});
  }

  /**
   * Keeps a lease and tells when it is lost.
   *
   * @param duration of the lease
   * @param lost run when another one may hold it; perhaps more than once
   * @param beat run after every renewal; may ask the store
   */
  public LeaseHeartbeat(Lease lease, Duration duration, Runnable lost, Runnable beat) {
    this.lease = Objects.requireNonNull(lease, "lease");
    this.lost = Objects.requireNonNull(lost, "lost");
    this.beat = Objects.requireNonNull(beat, "beat");
    long every = Math.max(1, duration.toMillis() / BEATS);
    this.beats = timer.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lease-heartbeat");
    thread.setDaemon(true);
    return thread;
  }

  /** True while nobody else can hold the lease. */
  public boolean isHeld() {
    return lease.isHeld();
  }

  private void renew() {
    try {
      if (lease.renew()) {
        beat.run();
      } else {
        tellLost();
        timer.shutdown();
      }
    } catch (StoreUnavailableException e) {
      LOG.debugf("a beat is left out: %s", e.getMessage());
      if (!lease.isHeld()) {
        tellLost();
      }
    }
  }

  /** A beat that comes too late, after the lease was given back, has nothing to tell. */
  private void tellLost() {
    if (!timer.isShutdown()) {
      lost.run();
    }
  }

  @Override
  public void close() {
    // Without an interrupt: a renewal in flight ends before the lease is given back.
    beats.cancel(false);
    timer.shutdown();
    try {
      lease.release();
    } catch (StoreUnavailableException e) {
      LOG.warnf("a lease stays until it expires: %s", e.getMessage());
    }
  }
}
