package io.wood.trainer.run;

import io.wood.method.training.TrainingListener;
import io.wood.trainer.engine.FetchImages;
import io.wood.trainer.run.StopSignal.Reason;
import java.util.HashSet;
import java.util.Set;

/**
 * Stops a training that was cancelled, whose lease was taken over, that has skipped too many
 * images, or whose process is shutting down.
 */
final class StopListener implements TrainingListener {
  private final StopSignal stop;
  private final double skippedShare;
  private final Set<String> skipped = new HashSet<>();
  private long images;

  StopListener(StopSignal stop, double skippedShare) {
    this.stop = stop;
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

  /**
   * A lease that has only expired, because the store is away, stops nothing: the heartbeat raises
   * the signal once another trainer holds it, and the results are written by the holder alone.
   */
  @Override
  public boolean cancelled() {
    return stop.raised().isPresent();
  }
}
