package io.wood.trainer.run;

import java.time.Duration;
import java.util.Objects;

/**
 * Settings for claiming and stopping runs.
 *
 * @param owner name of this process, shown in leases
 * @param lease how long a claim lasts without renewal
 * @param skippedShare maximum share of images that cannot be decoded
 * @param starts maximum number of starts from the same checkpoint
 * @param checkpointInterval maximum time between checkpoints
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
          "wood.trainer.skipped-share must be between 0 and 1, not " + skippedShare);
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
