package io.wood.trainer;

import io.wood.store.Lease;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.StopSignal.Reason;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a lease while a run goes on, and watches for its cancellation. A store that is away for a
 * few beats does no harm: the lease holds until its end, and only then must the run stop.
 */
final class Heartbeat implements AutoCloseable {
  private final String experiment;
  private final Lease lease;
  private final RunFiles files;
  private final StopSignal stop;
  private final ScheduledFuture<?> beats;

  Heartbeat(
      String experiment,
      Lease lease,
      RunFiles files,
      StopSignal stop,
      ScheduledExecutorService scheduler,
      Duration interval) {
    this.experiment = experiment;
    this.lease = lease;
    this.files = files;
    this.stop = stop;
    this.beats =
        scheduler.scheduleWithFixedDelay(
            this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      if (!lease.renew()) {
        stop.raise(Reason.LEASE_LOST);
      }
      if (files.cancellation(experiment).isPresent()) {
        stop.raise(Reason.CANCELLED);
      }
    } catch (StoreUnavailableException e) {
      if (!lease.isHeld()) {
        stop.raise(Reason.LEASE_LOST);
      }
    }
  }

  @Override
  public void close() {
    beats.cancel(false);
  }
}
