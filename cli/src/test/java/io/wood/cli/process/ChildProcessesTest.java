package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
  @TempDir private Path home;

  @Test
  void everyServiceLeavesWhenItLacksMemoryButTheTrainerWhichFailsItsExperiment()
      throws IOException {
    for (String name : InstallationLayout.SERVICES) {
      if (name.equals("trainer")) {
        assertThat(options(name)).doesNotContain("-XX:+ExitOnOutOfMemoryError");
      } else {
        assertThat(options(name)).contains("-XX:+ExitOnOutOfMemoryError");
      }
    }
  }

  @Test
  void everyServiceKnowsThePagesOfTheOthers() throws IOException {
    assertThat(options("curation"))
        .contains(
            "-Dwood.pages.ranker=:3/",
            "-Dwood.pages.curation=:4/",
            "-Dwood.pages.trainer=:5/",
            "-Dwood.pages.refiner=:6/");
  }

  private List<String> options(String service) throws IOException {
    Files.createDirectories(home.resolve(service + "-service/target/quarkus-app"));
    PortCheck ports =
        new PortCheck(
            Map.of("kafka", 1, "store", 2, "ranker", 3, "curation", 4, "trainer", 5, "refiner", 6));
    LaunchSettings settings =
        new LaunchSettings(
            new DataDirectory(home.resolve("data")),
            new InstallationLayout(home),
            ports,
            true,
            Map.of());

    return new ChildProcesses(settings, new StoreKeys("a", "s")).service(service).jvmOptions();
  }
}
