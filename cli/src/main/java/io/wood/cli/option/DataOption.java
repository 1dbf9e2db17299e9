package io.wood.cli.option;

import io.wood.cli.process.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the data directory. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:WOOD_DATA:-.wood}",
      description = "Data directory of the system (default: ${DEFAULT-VALUE}).")
  private Path directory;

  public DataDirectory directory() {
    return new DataDirectory(directory);
  }
}
