package io.wood.cli.report;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a stage took.
 *
 * @param stage what
 * @param took wall-clock time
 */
public record StageTime(String stage, Duration took) {
  public StageTime {
    Objects.requireNonNull(stage, "stage");
    if (took.isNegative()) {
      throw new IllegalArgumentException("stage " + stage + " took " + took);
    }
  }
}
