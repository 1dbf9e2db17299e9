package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Archives of loaded classes (the JVM's dynamic application class-data sharing, JEP 350), one a
 * process. A service with its archive takes little more than half the processor time to start; one
 * whose archive is missing, or older than its jars, does without.
 */
public final class ClassArchives {
  /** A JVM that records starts slowly, and writes its archive at its end, all of them at once. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String FOLDER = "cli/target/archives";

  private ClassArchives() {}

  /** JVM options that use the archive of a process: none while there is no archive. */
  static List<String> options(InstallationLayout installation, String process) {
    Path archive = archive(installation, process);
    // What the JVM has to say of a stale archive is of no use to the reader of a service's log.
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
        : List.of();
  }

  private static Path archive(InstallationLayout installation, String process) {
    return installation.home().resolve(FOLDER).resolve(process + ".jsa");
  }

  /** Starts a whole system for a moment, on free ports and a folder of its own, and records it. */
  public static void record(InstallationLayout installation, Terminal terminal) {
    try {
      Path folder = Files.createDirectories(installation.home().resolve(FOLDER));
      DataDirectory data = new DataDirectory(Files.createTempDirectory(folder, "system-"));
      LaunchSettings settings =
          new LaunchSettings(data, installation, ports(), true, recording(installation));
      try (LocalSystem system = LocalSystem.start(settings, terminal, PATIENCE)) {
        system.stop(PATIENCE);
      }
      data.delete();
      requireAll(installation);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record class archives", e);
    }
  }

  private static Stream<String> processes() {
    return Stream.concat(
        Stream.of(LaunchSettings.KAFKA, LaunchSettings.STORE),
        InstallationLayout.SERVICES.stream());
  }

  private static PortCheck ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    processes().forEach(name -> ports.put(name, PortCheck.anyFree()));
    return new PortCheck(ports);
  }

  private static Map<String, List<String>> recording(InstallationLayout installation) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    processes()
        .forEach(
            name ->
                options.put(
                    name,
                    List.of(
                        "-XX:ArchiveClassesAtExit=" + archive(installation, name),
                        "-XX:TieredStopAtLevel=1")));
    return options;
  }

  private static void requireAll(InstallationLayout installation) {
    List<String> missing =
        processes().filter(name -> !Files.exists(archive(installation, name))).toList();
    if (!missing.isEmpty()) {
      throw new CommandFailedException("no class archive was written by " + missing);
    }
  }
}
