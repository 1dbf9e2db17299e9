package io.wood.trainer.run;

import java.time.Duration;
import java.util.Objects;

/**
 * How runs are claimed and when they are given up.
 *
 * @param owner this process, for people who read a lease
 * @param lease how long a claim lasts without a renewal: so long a dead trainer's run waits
 * @param skippedShare share of the images that may fail to decode
 * @param starts how often a run may be begun without getting further
 * @param checkpointInterval so much time of training may be lost
 */
public record RunSettings(
    String owner, Duration lease, double skippedShare, int starts, Duration checkpointInterval) {
  public RunSettings {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(lease, "lease");
    if (lease.toMillis() < 300) {
      throw new IllegalArgumentException("wood.trainer.lease must be at least 0.3 s, not " + lease);
    }
    if (!(skippedShare >= 0 && skippedShare <= 1)) {
      throw new IllegalArgumentException(
          "wood.trainer.skipped-share must lie in 0..1, not " + skippedShare);
    }
    if (starts < 1) {
      throw new IllegalArgumentException("wood.trainer.starts must be at least 1, not " + starts);
    }
    Objects.requireNonNull(checkpointInterval, "checkpointInterval");
    if (checkpointInterval.isNegative() || checkpointInterval.isZero()) {
      throw new IllegalArgumentException(
          "wood.trainer.checkpoint-interval must be positive, not " + checkpointInterval);
    }
  }
}
