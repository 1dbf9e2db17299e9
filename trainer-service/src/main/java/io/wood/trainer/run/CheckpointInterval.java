package io.wood.trainer.run;

import io.wood.method.training.TrainingListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Requests a checkpoint when the last one is older than an interval. This bounds the training time
 * that is lost when a trainer dies, however slow the steps are.
 */
final class CheckpointInterval implements TrainingListener {
  private final Duration interval;
  private final Clock clock;
  private Instant since;

  CheckpointInterval(Duration interval, Clock clock) {
    this.interval = interval;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public void phase(String phase, long total, String unit) {
    since = clock.instant();
  }

  @Override
  public void checkpoint(long step, byte[] bytes) {
    since = clock.instant();
  }

  @Override
  public boolean checkpointDue() {
    return !clock.instant().isBefore(since.plus(interval));
  }
}
