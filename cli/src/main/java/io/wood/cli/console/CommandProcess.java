package io.wood.cli.console;

import java.time.Duration;

/** The process of a command: who runs it, and how it waits. */
public final class CommandProcess {
  private CommandProcess() {}

  /** Who runs the command, for the log. */
  public static String user() {
    return System.getProperty("user.name", "cli");
  }

  /** Waits between two looks at a service. */
  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
