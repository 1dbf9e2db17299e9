package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code wood}, with stand-ins: Maven counts its calls, Java runs {@code up} until a
 * file ends it.
 */
@Timeout(120)
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void createCheckout() throws IOException {
    Files.copy(Path.of("../wood"), home.resolve("wood"));
    script(
        "java",
        """
        case "$*" in
          -version) echo 'version "17.0.1"' >&2 ;;
          *' up') touch running; until [ -e end ] || [ ! -e running ]; do sleep .1; done ;;
        esac
        """);
    script("javac", "");
    script(
        "mvn",
        "echo built >>builds; until [ -e release ] || [ ! -e builds ]; do sleep .1; done; $MVN_ENDS");
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.createDirectories(home.resolve("jdk/bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void create(String file) throws IOException {
    Files.createFile(home.resolve(file));
  }

  private void changeSource() throws IOException {
    Path source = Files.createDirectories(home.resolve("cli/src/main")).resolve("A.java");
    Files.setLastModifiedTime(
        Files.createFile(source), FileTime.from(Instant.now().plusSeconds(60)));
  }

  private int builds() throws IOException {
    Path builds = home.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private Process start(String command, String mvnEnds) throws IOException {
    ProcessBuilder wood = new ProcessBuilder(home.resolve("wood").toString(), command);
    wood.directory(home.toFile()).redirectErrorStream(true);
    wood.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    wood.environment().compute("PATH", (name, path) -> home.resolve("jdk/bin") + ":" + path);
    wood.environment().put("MVN_ENDS", mvnEnds);
    return wood.start();
  }

  private static String output(Process process, int status) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(status);
    return text;
  }

  @Test
  void waitsForAnotherCommandThatBuildsAndUsesItsBuild() throws Exception {
    assumeThat(onPath("flock")).as("flock, without which builds may overlap").isTrue();
    Process one = start("status", "true");
    while (builds() == 0 && one.isAlive()) {
      Thread.sleep(20);
    }
    Process two = start("up", "true");
    assertThat(two.inputReader(StandardCharsets.UTF_8).readLine())
        .contains("another command is building");

    create("release");
    create("end");

    assertThat(output(one, 0)).contains("ready to start");
    assertThat(two.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesNoJarsFromARunningSystem() throws Exception {
    assumeThat(onPath("flock")).as("flock, without which builds may overlap").isTrue();
    create("release");
    Process system = start("up", "true");
    while (!Files.exists(home.resolve("running")) && system.isAlive()) {
      Thread.sleep(20);
    }
    changeSource();

    assertThat(output(start("demo", "true"), 1)).contains("which a running command uses");
    assertThat(output(start("status", "true"), 0)).doesNotContain("build");
    assertThat(builds()).isEqualTo(1);

    create("end");
    assertThat(output(system, 0)).contains("ready to start");
    assertThat(output(start("demo", "true"), 0)).contains("ready to start");
  }

  @Test
  void buildsAgainAfterABuildThatFailed() throws Exception {
    create("release");
    assertThat(output(start("status", "false"), 1)).contains("the build failed");
    assertThat(output(start("status", "true"), 0)).contains("ready to start");
    assertThat(output(start("status", "true"), 0)).doesNotContain("build");
    changeSource();

    assertThat(output(start("up", "false"), 1)).contains("the build failed");

    assertThat(output(start("status", "true"), 0)).contains("ready to start");
    assertThat(builds()).isEqualTo(4);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
