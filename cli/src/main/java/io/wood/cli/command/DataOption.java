package io.wood.cli.command;

import io.wood.cli.process.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the data directory. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:WOOD_DATA:-.wood}",
      description = "Data directory of the system (default: ${DEFAULT-VALUE}).")
  private Path directory;

  DataDirectory directory() {
    return new DataDirectory(directory);
  }
}
