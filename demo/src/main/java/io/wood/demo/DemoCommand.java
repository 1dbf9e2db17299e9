package io.wood.demo;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.command.AddedCommand;
import io.wood.cli.command.PageAddresses;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.LaunchOptions;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.LocalSystem;
import io.wood.cli.process.SystemState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code wood demo}: runs the whole pipeline on drawn images. */
@Command(
    name = "demo",
    description =
        "Run the whole pipeline on drawn images: train, rank, prune, train with OoDs, make masks,"
            + " compare.",
    sortOptions = false)
public final class DemoCommand implements AddedCommand, Callable<Integer> {
  @Mixin private LaunchOptions options;

  @Option(names = "--exit", description = "Stop the system when done.")
  private boolean exit;

  @Option(names = "--fresh", description = "Delete the data directory first.")
  private boolean fresh;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of seeds of control and W-OoD (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--segmentation",
      description = "Also train a segmentation network on the masks; takes some more minutes.")
  private boolean segmentation;

  @Option(names = "--json", paramLabel = "FILE", description = "Write figures and times as JSON.")
  private Path json;

  private LocalSystem started;

  @Override
  public Integer call() throws InterruptedException {
    if (seeds < 1) {
      throw new CommandFailedException("--seeds must be at least 1, not " + seeds);
    }
    Terminal terminal = Terminal.standard();
    LaunchSettings settings = options.settings(true);
    if (fresh) {
      settings.data().delete();
    }
    try {
      List<Long> numbers = LongStream.rangeClosed(1, seeds).boxed().toList();
      new DemoRun(settings.data(), terminal)
          .run(
              () -> start(settings, terminal),
              new DemoRun.Plan(numbers, segmentation),
              Optional.ofNullable(json));
      if (!exit && started != null) {
        PageAddresses.print(settings, terminal);
        terminal.line("the system keeps running; Ctrl-C or `wood down` stops it");
        started.awaitEnd();
      }
    } finally {
      if (started != null) {
        started.close();
      }
    }
    return 0;
  }

  /** Uses a system that already runs on the data directory, and leaves it running. */
  private RunningSystem start(LaunchSettings settings, Terminal terminal) {
    DataDirectory data = settings.data();
    Optional<SystemState> running = SystemState.read(data).filter(SystemState::running);
    if (running.isPresent()) {
      terminal.line("using the system that runs on " + data.root());
      return SystemOptions.connect(data, running.get());
    }
    started = LocalSystem.start(settings, terminal);
    return SystemOptions.connect(data, SystemState.read(data).orElseThrow());
  }
}
