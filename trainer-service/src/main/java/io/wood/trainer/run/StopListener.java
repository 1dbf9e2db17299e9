package io.wood.trainer.run;

import io.wood.method.training.TrainingListener;
import io.wood.store.lease.Lease;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.run.StopSignal.Reason;
import java.util.HashSet;
import java.util.Set;

/**
 * Stops a training that was cancelled, has lost its lease, has skipped too many images, or whose
 * process is shutting down.
 */
final class StopListener implements TrainingListener {
  private final StopSignal stop;
  private final Lease lease;
  private final double skippedShare;
  private final Set<String> skipped = new HashSet<>();
  private long images;

  StopListener(StopSignal stop, Lease lease, double skippedShare) {
    this.stop = stop;
    this.lease = lease;
    this.skippedShare = skippedShare;
  }

  @Override
  public synchronized void phase(String phase, long total, String unit) {
    if (phase.equals(FetchImages.PHASE)) {
      images = total;
    }
  }

  @Override
  public synchronized void skipped(String imageId, String reason) {
    skipped.add(imageId);
    if (skipped.size() > skippedShare * images) {
      stop.raise(Reason.TOO_MANY_SKIPPED);
    }
  }

  /** A shutdown requests a checkpoint, so that the next start resumes at the current step. */
  @Override
  public boolean checkpointDue() {
    return stop.raised().filter(Reason.SHUTDOWN::equals).isPresent();
  }

  /** Checks the lease too: a process that was suspended detects its loss here first. */
  @Override
  public boolean cancelled() {
    if (!lease.isHeld()) {
      stop.raise(Reason.LEASE_LOST);
    }
    return stop.raised().isPresent();
  }
}
