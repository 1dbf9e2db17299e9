package io.wood.local.job;

import io.wood.local.console.CommandFailedException;
import java.time.Duration;

/** Waits a moment. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
