package io.wood.cli.report;

import java.time.Duration;
import java.util.Objects;

/**
 * Duration of a stage.
 *
 * @param stage name of the stage
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
