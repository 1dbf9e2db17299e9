package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Locates the built programs.
 *
 * @param home root of the repository
 */
public record InstallationLayout(Path home) {
  /** The four services, in display order. */
  public static final List<String> SERVICES = List.of("ranker", "curation", "trainer", "refiner");

  /** Reads the system property {@code wood.home}, which the start script sets. */
  public static InstallationLayout fromProperties() {
    return new InstallationLayout(Path.of(System.getProperty("wood.home", ".")).toAbsolutePath());
  }

  /** Class path of the broker and of this command line. */
  String libraries() {
    Path target = home.resolve("cli/target");
    return ownJar() + ":" + require(target.resolve("lib")) + "/*";
  }

  /** Class path of the store: its own libraries and the main class. */
  String storeLibraries() {
    return ownJar() + ":" + require(home.resolve("cli/target/store")) + "/*";
  }

  /**
   * Class path and main class of a service. Quarkus' {@code quarkus-run.jar} loads the same jars
   * through its own class loader, whose classes the JVM archives badly.
   */
  List<String> service(String name) {
    Path app = require(home.resolve(name + "-service/target/quarkus-app"));
    String classPath =
        Stream.of(
                "quarkus/transformed-bytecode.jar",
                "quarkus/generated-bytecode.jar",
                "app/*",
                "lib/boot/*",
                "lib/main/*")
            .map(entry -> app + "/" + entry)
            .collect(Collectors.joining(":"));
    return List.of("-cp", classPath, "io.quarkus.runner.GeneratedMain");
  }

  /** Returns the jar, or in a test the classes folder, that contains this class. */
  private static Path ownJar() {
    try {
      URL location = InstallationLayout.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path require(Path path) {
    if (!Files.exists(path)) {
      throw new CommandFailedException(
          path + " is missing; build it with `mvn -DskipTests package`, or start with ./wood");
    }
    return path;
  }
}
