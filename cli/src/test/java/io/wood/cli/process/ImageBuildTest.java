package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImageBuildTest {
  private static final Path HOME = Path.of("..");

  @Test
  void buildsOneImageOfEachServiceAfterItsJars() {
    List<List<String>> commands =
        new ImageBuild("podman", "", "dev", "abc", false, false).commands(HOME);

    assertThat(commands.get(0))
        .startsWith("mvn")
        .contains("-Dwood.code-version=abc")
        .contains("ranker-service,curation-service,trainer-service,refiner-service");
    assertThat(commands).hasSize(5);
    assertThat(commands.get(1))
        .startsWith("podman", "build")
        .contains("--target", "ranker", "wood/ranker-service:dev", "CODE_VERSION=abc");
  }

  @Test
  void buildsTheImagesForGpusLastSinceTheyReplaceTheJars() {
    List<List<String>> commands =
        new ImageBuild("docker", "registry.example.org", "1.0", "abc", true, true).commands(HOME);

    assertThat(commands.get(5)).contains("-Pcuda", "trainer-service,refiner-service");
    assertThat(commands.get(6))
        .contains("trainer-cuda", "registry.example.org/wood/trainer-service-cuda:1.0");
    assertThat(commands.subList(8, commands.size()))
        .hasSize(6)
        .allSatisfy(push -> assertThat(push).startsWith("docker", "push"));
  }

  @Test
  void everyTargetIsInTheDockerfile() throws IOException {
    String file = Files.readString(HOME.resolve("k8s/Dockerfile"));
    List<String> targets =
        new ImageBuild("docker", "", "dev", "abc", true, false)
            .commands(HOME).stream()
                .filter(command -> command.contains("--target"))
                .map(command -> command.get(command.indexOf("--target") + 1))
                .collect(Collectors.toList());

    assertThat(targets)
        .containsExactly("ranker", "curation", "trainer", "refiner", "trainer-cuda", "refiner-cuda")
        .allSatisfy(target -> assertThat(file).containsPattern("FROM .* AS " + target + "\n"));
  }

  @Test
  void refusesATagThatNoRegistryTakesAndAPushToNowhere() {
    assertThatThrownBy(() -> new ImageBuild("docker", "", "a tag", "abc", false, false))
        .hasMessageContaining("'a tag'");
    assertThatThrownBy(() -> new ImageBuild("docker", "", "dev", "abc", false, true))
        .hasMessageContaining("--registry");
  }
}
