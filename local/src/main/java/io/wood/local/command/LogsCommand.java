package io.wood.local.command;

import io.wood.local.console.CommandFailedException;
import io.wood.local.process.Installation;
import io.wood.local.process.LaunchSettings;
import io.wood.local.process.LogTail;
import java.io.BufferedReader;
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

/** Shows what a process has logged. */
@Command(name = "logs", description = "Show the log of one process.")
final class LogsCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Parameters(
      paramLabel = "SERVICE",
      description = "kafka, store, ranker, curation, trainer or refiner.")
  private String process;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is added.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> known = new ArrayList<>(List.of(LaunchSettings.KAFKA, LaunchSettings.STORE));
    known.addAll(Installation.SERVICES);
    if (!known.contains(process)) {
      throw new CommandFailedException(
          "there is no process '" + process + "'; there are " + String.join(", ", known));
    }
    Path log = data.directory().log(process);
    if (!Files.exists(log)) {
      throw new CommandFailedException("the " + process + " has no log yet (" + log + ")");
    }
    long seen = Files.size(log);
    LogTail.of(log, lines).forEach(System.out::println);
    if (follow) {
      follow(log, seen);
    }
    return 0;
  }

  /** Until Ctrl-C; a log that was begun anew is read from its beginning. */
  private static void follow(Path log, long seen) throws IOException, InterruptedException {
    while (true) {
      try (BufferedReader reader = Files.newBufferedReader(log)) {
        reader.skip(seen);
        long length = seen;
        while (Files.exists(log) && Files.size(log) >= length) {
          length = Files.size(log);
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            System.out.println(line);
          }
          Thread.sleep(200);
        }
      }
      seen = 0;
    }
  }
}
