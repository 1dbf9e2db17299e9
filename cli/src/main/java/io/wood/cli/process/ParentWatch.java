package io.wood.cli.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends this process when its parent process has ended, also after a kill, so that a killed launcher
 * leaves no processes behind.
 */
final class ParentWatch {
  /** System property with the process id of the launcher. */
  static final String PROPERTY = "wood.parent-pid";

  private static final Duration ORDERLY_STOP = Duration.ofSeconds(8);

  private ParentWatch() {}

  /** Watches the process named by {@value #PROPERTY}; does nothing when it is not set. */
  static void start() {
    Long pid = Long.getLong(PROPERTY);
    if (pid == null) {
      return;
    }
    CompletableFuture<?> parentGone =
        ProcessHandle.of(pid)
            .<CompletableFuture<?>>map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    var unused = parentGone.thenRun(() -> stop(pid));
  }

  private static void stop(long pid) {
    System.err.println("the launcher (process " + pid + ") has ended: stopping");
    Thread last =
        new Thread(
            () -> {
              sleep(ORDERLY_STOP);
              Runtime.getRuntime().halt(1);
            },
            "last-resort");
    last.setDaemon(true);
    last.start();
    // On a separate thread, because shutdown hooks may wait for the pool of this one.
    new Thread(() -> System.exit(0), "parent-gone").start();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
