package io.wood.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that build the container images: a build of the jars, then one image for each target
 * of {@code k8s/Dockerfile}.
 *
 * @param engine {@code docker} or {@code podman}
 * @param registry registry and path before {@code wood/…}; empty for none
 * @param tag of every image
 * @param codeVersion the commit
 * @param cuda also the images for NVIDIA GPUs
 * @param push hand the images to the registry
 */
public record ImageBuild(
    String engine, String registry, String tag, String codeVersion, boolean cuda, boolean push) {
  /** Services that have an image for GPUs too. */
  private static final List<String> GPU = List.of("trainer", "refiner");

  public ImageBuild {
    if (!tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")) {
      throw new IllegalArgumentException(
          "'%s' is no tag of an image; use letters, digits, '.', '_' and '-'".formatted(tag));
    }
    if (push && registry.isEmpty()) {
      throw new IllegalArgumentException("--push needs --registry, where the images go");
    }
  }

  /** Returns the commands in order; each runs in the folder of the sources. */
  public List<List<String>> commands(Path home) {
    List<List<String>> commands = new ArrayList<>();
    List<String> images = new ArrayList<>();
    commands.add(jars(InstallationLayout.SERVICES, List.of()));
    for (String service : InstallationLayout.SERVICES) {
      String image = image(service + "-service");
      images.add(image);
      commands.add(image(service, image, home));
    }
    if (cuda) {
      commands.add(jars(GPU, List.of("-Pcuda")));
      for (String service : GPU) {
        String image = image(service + "-service-cuda");
        images.add(image);
        commands.add(image(service + "-cuda", image, home));
      }
    }
    if (push) {
      images.forEach(image -> commands.add(List.of(engine, "push", image)));
    }
    return commands;
  }

  private List<String> jars(List<String> services, List<String> options) {
    List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-DskipTests"));
    command.add("-Dwood.main-only=true");
    command.add("-Dspotless.check.skip=true");
    command.add("-Dwood.code-version=" + codeVersion);
    command.addAll(options);
    command.add("-pl");
    command.add(String.join(",", services.stream().map(name -> name + "-service").toList()));
    command.addAll(List.of("-am", "package"));
    return command;
  }

  private List<String> image(String target, String image, Path home) {
    return List.of(
        engine,
        "build",
        "--file",
        home.resolve("k8s/Dockerfile").toString(),
        "--target",
        target,
        "--build-arg",
        "CODE_VERSION=" + codeVersion,
        "--tag",
        image,
        home.toString());
  }

  private String image(String name) {
    return (registry.isEmpty() ? "" : registry + "/") + "wood/" + name + ":" + tag;
  }
}
