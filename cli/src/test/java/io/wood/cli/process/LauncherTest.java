package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code wood}, with a Maven and a Java that only write down what they were asked. */
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void createCheckout() throws IOException {
    Files.copy(Path.of("../wood"), home.resolve("wood"));
    script("java", "[ \"$1\" != -version ] || echo 'version \"17.0.1\"' >&2");
    script("javac", "");
    script("mvn", "echo built >>\"$OLDPWD/builds\"; sleep 1; ${MVN_ENDS:-true}");
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.createDirectories(home.resolve("jdk/bin")).resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
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
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(text).isEqualTo(status);
    return text;
  }

  @Test
  void buildsOnceForCommandsThatStartTogether() throws Exception {
    assumeThat(onPath("flock")).as("flock, without which builds may overlap").isTrue();
    Process one = start("status", "true");
    Process two = start("up", "true");

    String both = output(one, 0) + output(two, 0);

    assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(1);
    assertThat(both).containsOnlyOnce("another command is building").containsOnlyOnce("built in");
  }

  @Test
  void endsWhereTheBuildFailsAndBuildsTheNextTime() throws Exception {
    assertThat(output(start("status", "false"), 1)).contains("the build failed");

    assertThat(output(start("status", "true"), 0)).contains("ready to start");
    assertThat(output(start("status", "true"), 0)).isEmpty();
    assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(2);
  }

  private static boolean onPath(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
