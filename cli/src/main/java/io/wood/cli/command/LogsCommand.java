package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.option.DataOption;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.LogFollower;
import io.wood.cli.process.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the log of a process. */
@Command(name = "logs", description = "Show the log of one process.")
final class LogsCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 200;

  @Mixin private DataOption data;

  @Parameters(
      paramLabel = "SERVICE",
      description = "Process: kafka, store, ranker, curation, trainer or refiner.")
  private String process;

  @Option(
      names = {"-f", "--follow"},
      description = "Follow the log.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      description = "Number of last lines to show (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> known = new ArrayList<>(List.of(LaunchSettings.KAFKA, LaunchSettings.STORE));
    known.addAll(InstallationLayout.SERVICES);
    if (!known.contains(process)) {
      throw new CommandFailedException(
          "unknown process '" + process + "'; choose one of " + String.join(", ", known));
    }
    Path log = data.directory().log(process);
    if (!Files.exists(log)) {
      throw new CommandFailedException("the " + process + " has no log yet (" + log + ")");
    }
    LogTail tail = LogTail.of(log, lines);
    tail.lines().forEach(System.out::println);
    if (follow) {
      LogFollower follower = new LogFollower(log, tail.end(), System.out::println);
      // Until Ctrl-C.
      while (true) {
        follower.poll();
        Thread.sleep(POLL_MILLIS);
      }
    }
    return 0;
  }
}
