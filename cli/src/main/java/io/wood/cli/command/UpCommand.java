package io.wood.cli.command;

import io.wood.cli.console.Terminal;
import io.wood.cli.option.LaunchOptions;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.LocalSystem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the system and runs until it is stopped. */
@Command(
    name = "up",
    description = "Start broker, store and the four services; Ctrl-C stops them.",
    sortOptions = false)
final class UpCommand implements Callable<Integer> {
  @Mixin private LaunchOptions options;

  @Option(
      names = "--no-services",
      description = "Start only broker and store, for services that run from an IDE.")
  private boolean noServices;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.standard();
    LaunchSettings settings = options.settings(!noServices);
    terminal.line("starting on the data directory " + settings.data().root());
    try (LocalSystem system = LocalSystem.start(settings, terminal)) {
      PageAddresses.print(settings, terminal);
      terminal.line("Ctrl-C or `wood down` stops it.");
      system.awaitEnd();
    }
    return 0;
  }
}
