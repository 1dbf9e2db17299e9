package io.wood.trainer.run;

import io.wood.kit.thread.LatestValueDispatcher;
import io.wood.method.training.TrainingListener;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.store.ClaimedRun;
import io.wood.trainer.store.CurvePoint;
import io.wood.trainer.store.RunFiles;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Stores checkpoints on a thread of its own, so that the training never waits. If the store is down
 * or too slow, a checkpoint is skipped and the previous one stays valid. After the lease is lost
 * nothing is written, because the run then belongs to another trainer.
 */
final class CheckpointWriter implements TrainingListener {
  private static final Logger LOG = Logger.getLogger(CheckpointWriter.class);

  private final RunFiles files;
  private final ClaimedRun run;
  private final Supplier<List<CurvePoint>> curve;
  private final LatestValueDispatcher<Runnable> writes;

  CheckpointWriter(
      RunFiles files, ClaimedRun run, Supplier<List<CurvePoint>> curve, Executor singleThread) {
    this.files = files;
    this.run = run;
    this.curve = curve;
    this.writes = new LatestValueDispatcher<>(singleThread, Runnable::run);
  }

  @Override
  public void checkpoint(long step, byte[] bytes) {
    List<CurvePoint> points = curve.get();
    writes.offer(() -> write(step, bytes, points));
  }

  /** Waits until the last checkpoint is written. */
  void flush() {
    writes.flush();
  }

  private void write(long step, byte[] bytes, List<CurvePoint> points) {
    String experiment = run.frozen().experiment();
    try {
      if (!files.saveCheckpoint(run, step, bytes, points)) {
        LOG.infof("%s: checkpoint of step %d not written: the lease is lost", experiment, step);
      }
    } catch (StoreUnavailableException e) {
      LOG.warnf("%s: checkpoint of step %d not written: %s", experiment, step, e.getMessage());
    }
  }
}
