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
 * Records and uses archives of loaded classes (the JVM's dynamic application class-data sharing,
 * JEP 350), one per process. With an archive a service takes little more than half the processor
 * time to start. A missing archive, or one older than its jars, is not used.
 */
public final class ClassArchives {
  /** While recording, JVMs start slowly and all write their archives at the end. */
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final String FOLDER = "cli/target/archives";

  private ClassArchives() {}

  /** Returns the JVM options to use the archive of a process; none when there is no archive. */
  static List<String> options(InstallationLayout installation, String process) {
    Path archive = archive(installation, process);
    // Messages about an outdated archive are of no use in a service's log.
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
        : List.of();
  }

  private static Path archive(InstallationLayout installation, String process) {
    return installation.home().resolve(FOLDER).resolve(process + ".jsa");
  }

  /** Starts a whole system briefly, on free ports and in its own folder, to record the archives. */
  public static void record(InstallationLayout installation, Terminal terminal) {
    try {
      Path folder = Files.createDirectories(installation.home().resolve(FOLDER));
      DataDirectory data = new DataDirectory(Files.createTempDirectory(folder, "system-"));
      LaunchSettings settings =
          new LaunchSettings(data, installation, ports(), true, recording(installation));
      try (LocalSystem system = LocalSystem.start(settings, terminal, TIMEOUT)) {
        system.stop(TIMEOUT);
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
