package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.DataOption;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.LocalSystem;
import io.wood.cli.process.SystemState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the system that runs on a data directory. */
@Command(name = "down", description = "Stop the running system; keep its data.")
final class DownCommand implements Callable<Integer> {
  /** Services, store and broker each have the launcher's timeout, one after the other. */
  private static final long TIMEOUT_SECONDS = 3 * LocalSystem.STOP_TIMEOUT.toSeconds() + 5;

  @Mixin private DataOption data;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Terminal terminal = Terminal.standard();
    DataDirectory directory = data.directory();
    Optional<ProcessHandle> launcher =
        SystemState.read(directory).flatMap(state -> state.launcher().find());
    if (launcher.isEmpty()) {
      terminal.line("nothing runs on " + directory.root());
      return 0;
    }
    launcher.get().destroy();
    try {
      launcher.get().onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailedException(
          "process "
              + launcher.get().pid()
              + " does not end; end it with `kill -9`, its children end with it",
          e);
    }
    terminal.line("stopped; the data is kept in " + directory.root());
    return 0;
  }
}
