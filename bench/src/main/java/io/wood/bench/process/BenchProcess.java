package io.wood.bench.process;

import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A process of a benchmark's system, which can be killed and comes back. */
public interface BenchProcess {
  /** Name of the process, as {@code ranker}. */
  String name();

  /** The running process; empty while there is none. */
  Optional<ProcessHandle> handle();

  /** Ends the process as {@code kill -9} does. */
  default void kill() {
    handle()
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  /** Stops the process: connections to it are accepted and never answered. */
  default void freeze() {
    signal("STOP");
  }

  /** Lets a stopped process go on. */
  default void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    ProcessHandle process =
        handle().orElseThrow(() -> new CommandFailedException("the " + name() + " does not run"));
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new CommandFailedException(
            "kill -%s of the %s ended with exit status %d".formatted(name, name(), status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  /** Lets a killed process run again; it need not be ready yet. */
  void start();
}
