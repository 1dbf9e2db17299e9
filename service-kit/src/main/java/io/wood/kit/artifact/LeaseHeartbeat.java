package io.wood.kit.artifact;

import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Renews a lease from a thread of its own while long work runs, and releases it at the end. A store
 * that is unavailable for a few beats does no harm: the lease holds until it expires, and only then
 * must the work stop.
 */
public final class LeaseHeartbeat implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LeaseHeartbeat.class);

  /** Renewals within the duration of a lease. */
  private static final int BEATS = 6;

  private final Lease lease;
  private final LossListener lost;
  private final Runnable beat;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LeaseHeartbeat::thread);
  private final ScheduledFuture<?> beats;
  private volatile boolean taken;

  /** Is called when a lease is lost. */
  @FunctionalInterface
  public interface LossListener {

    /**
     * The lease is lost.
     *
     * @param taken true when another process holds it; false when it has expired while the store
     *     was away, and may still be renewed
     */
    void lost(boolean taken);
  }

  /** Renews a lease; the work asks {@link #isHeld}. */
  public LeaseHeartbeat(Lease lease, Duration duration) {
    this(lease, duration, taken -> {}, () -> {});
  }

  /**
   * Renews a lease and reports its loss.
   *
   * @param duration of the lease
   * @param lost called when another process may hold it; perhaps more than once
   * @param beat run after every renewal; may ask the store
   */
  public LeaseHeartbeat(Lease lease, Duration duration, LossListener lost, Runnable beat) {
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

  /** Returns true while no other process can hold the lease. */
  public boolean isHeld() {
    return lease.isHeld();
  }

  /**
   * Returns true once the store has said that another process holds the lease. A lease that has
   * expired while the store was away may still be renewed.
   */
  public boolean isTaken() {
    return taken;
  }

  /** A scheduled task that throws is never run again, so nothing leaves this method. */
  private void renew() {
    try {
      renewOrThrow();
    } catch (RuntimeException | Error e) {
      LOG.error("a heartbeat failed; the next one follows", e);
    }
  }

  private void renewOrThrow() {
    boolean renewed = false;
    try {
      renewed = lease.renew();
      if (!renewed) {
        taken = true;
        reportLost();
        timer.shutdown();
      }
    } catch (StoreUnavailableException e) {
      LOG.debugf("a renewal is left out: %s", e.getMessage());
      reportIfExpired();
    } catch (RuntimeException | Error e) {
      LOG.warn("a renewal failed", e);
      reportIfExpired();
    }
    if (renewed) {
      beat.run();
    }
  }

  private void reportIfExpired() {
    if (!lease.isHeld()) {
      reportLost();
    }
  }

  /** A beat after the lease was released reports nothing. */
  private void reportLost() {
    if (!timer.isShutdown()) {
      lost.lost(taken);
    }
  }

  @Override
  public void close() {
    // Without an interrupt: a renewal in flight ends before the lease is released.
    beats.cancel(false);
    timer.shutdown();
    try {
      lease.release();
    } catch (RuntimeException e) {
      LOG.warnf("a lease stays until it expires: %s", e.getMessage());
    }
  }
}
