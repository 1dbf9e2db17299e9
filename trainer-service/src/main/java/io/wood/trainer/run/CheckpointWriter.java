package io.wood.trainer.run;

import io.wood.method.training.TrainingListener;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunRecords.Claimed;
import io.wood.trainer.store.RunRecords.Point;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Stores checkpoints beside the training, which never waits for it. When the store is away, or
 * slower than the checkpoints come, one is left out: the one before stays good. Nor is one written
 * once the lease is lost: the run is its successor's.
 */
final class CheckpointWriter implements TrainingListener {
  private static final Logger LOG = Logger.getLogger(CheckpointWriter.class);

  private final RunFiles files;
  private final Claimed run;
  private final Supplier<List<Point>> curve;
  private final LatestValueDispatcher<Runnable> writes;

  CheckpointWriter(RunFiles files, Claimed run, Supplier<List<Point>> curve, Executor oneThread) {
    this.files = files;
    this.run = run;
    this.curve = curve;
    this.writes = new LatestValueDispatcher<>(oneThread, Runnable::run);
  }

  @Override
  public void checkpoint(long step, byte[] bytes) {
    List<Point> soFar = curve.get();
    writes.offer(() -> write(step, bytes, soFar));
  }

  /** Returns when the last checkpoint is written. */
  void flush() {
    writes.flush();
  }

  private void write(long step, byte[] bytes, List<Point> soFar) {
    String experiment = run.frozen().manifest().experiment();
    try {
      if (!files.saveCheckpoint(run, step, bytes, soFar)) {
        LOG.infof("%s: the checkpoint of step %d is left out: the lease is lost", experiment, step);
      }
    } catch (StoreUnavailableException e) {
      LOG.warnf("%s: the checkpoint of step %d is left out: %s", experiment, step, e.getMessage());
    }
  }
}
