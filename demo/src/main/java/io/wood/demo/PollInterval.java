package io.wood.demo;

import io.wood.cli.console.CommandFailedException;
import java.time.Duration;

/** Waits between two polls. */
final class PollInterval {
  private PollInterval() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
