package io.wood.demo;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import io.wood.cli.dataset.DatasetImportException;
import io.wood.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs the stages of the demo, measures their time and names the one that fails. */
final class DemoStages {
  private final Terminal terminal;
  private final List<Stage> done = new ArrayList<>();

  DemoStages(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * A completed stage.
   *
   * @param name for people
   * @param seconds wall-clock time
   */
  record Stage(String name, double seconds) {}

  <T> T run(String name, Supplier<T> work) {
    Instant begin = Instant.now();
    terminal.line(name + " ...");
    try {
      T result = work.get();
      Duration elapsed = Duration.between(begin, Instant.now());
      done.add(new Stage(name, elapsed.toMillis() / 1000.0));
      terminal.line("  done in " + HumanUnits.duration(elapsed));
      return result;
    } catch (CommandFailedException
        | IllegalArgumentException
        | DatasetImportException
        | UncheckedIOException
        | StoreException e) {
      throw new CommandFailedException("stage '" + name + "' failed: " + e.getMessage(), e);
    }
  }

  List<Stage> done() {
    return List.copyOf(done);
  }
}
