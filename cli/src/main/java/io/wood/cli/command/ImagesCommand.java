package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.ImageBuild;
import io.wood.cli.process.InstallationLayout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds the container images of {@code k8s/Dockerfile}, with Docker or Podman. */
@Command(
    name = "images",
    description = {
      "Build the container images of the services, with Docker or Podman.",
      "The build replaces the jars: stop what ./wood runs from this folder first."
    })
final class ImagesCommand implements Callable<Integer> {
  @Option(names = "--push", description = "Hand the images to the registry.")
  private boolean push;

  @Option(
      names = "--registry",
      paramLabel = "HOST[/PATH]",
      defaultValue = "",
      description = "Registry before the names, such as registry.example.org.")
  private String registry;

  @Option(
      names = "--tag",
      defaultValue = "dev",
      description = "Tag of every image. Default: ${DEFAULT-VALUE}")
  private String tag;

  @Option(names = "--cuda", description = "Also build trainer and refiner for NVIDIA GPUs.")
  private boolean cuda;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "docker or podman. Default: the first one that is installed")
  private String engine;

  @Option(names = "--dry-run", description = "Print the commands and run none.")
  private boolean dryRun;

  private final Terminal terminal = Terminal.standard();

  @Override
  public Integer call() {
    Path home = InstallationLayout.fromProperties().home();
    ImageBuild build = new ImageBuild(engine(), registry, tag, codeVersion(home), cuda, push);
    for (List<String> command : build.commands(home)) {
      terminal.line(String.join(" ", command));
      if (!dryRun) {
        run(home, command);
      }
    }
    return 0;
  }

  private String engine() {
    if (engine != null) {
      return engine;
    }
    return Stream.of("docker", "podman")
        .filter(ImagesCommand::installed)
        .findFirst()
        .or(() -> dryRun ? Optional.of("docker") : Optional.empty())
        .orElseThrow(() -> new CommandFailedException("neither docker nor podman is installed"));
  }

  private static boolean installed(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The commit, with -dirty after changes to it. */
  private static String codeVersion(Path home) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(home.toFile())
              .start();
      String version =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (git.waitFor() == 0 && !version.isEmpty()) {
        return version;
      }
    } catch (IOException e) {
      throw new CommandFailedException("git, which names the code of an image: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
    throw new CommandFailedException(
        home + " is no git checkout: an image names the commit of its code");
  }

  private static void run(Path home, List<String> command) {
    try {
      int status =
          new ProcessBuilder(command).directory(home.toFile()).inheritIO().start().waitFor();
      if (status != 0) {
        throw new CommandFailedException(
            "'%s' failed with status %d".formatted(String.join(" ", command), status));
      }
    } catch (IOException e) {
      throw new CommandFailedException(command.get(0) + " cannot be started: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
