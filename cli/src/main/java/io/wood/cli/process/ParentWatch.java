package io.wood.cli.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends this process when the one that started it is gone, however it ended: a killed launcher must
 * leave nothing behind.
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
    System.err.println("the launcher (process " + pid + ") is gone: stopping");
    Thread last =
        new Thread(
            () -> {
              sleep(ORDERLY_STOP);
              Runtime.getRuntime().halt(1);
            },
            "last-resort");
    last.setDaemon(true);
    last.start();
    // On its own thread: shutdown hooks may wait for the pool that brought us here.
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
