package io.wood.cli.process;

import io.wood.cli.console.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the children of a killed launcher. They end by themselves soon, and the next launcher
 * must not start before that.
 */
final class OrphanProcesses {
  private static final Duration TIMEOUT = Duration.ofSeconds(12);

  private OrphanProcesses() {}

  static void clear(DataDirectory data, Terminal terminal) {
    List<ProcessHandle> alive =
        SystemState.read(data).stream()
            .flatMap(state -> state.children().stream())
            .flatMap(child -> child.process().find().stream())
            .toList();
    if (alive.isEmpty()) {
      return;
    }
    terminal.line("waiting for " + alive.size() + " processes of an earlier start to end");
    CompletableFuture<Void> allGone =
        CompletableFuture.allOf(
            alive.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      allGone.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      alive.forEach(ProcessHandle::destroyForcibly);
      allGone.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
