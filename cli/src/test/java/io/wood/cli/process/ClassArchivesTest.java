package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
  @TempDir private Path home;

  @Test
  void usesTheArchiveOfAProcessOnceItIsRecorded() throws IOException {
    InstallationLayout installation = new InstallationLayout(home);
    Path archive = home.resolve("cli/target/archives/ranker.jsa");

    assertThat(ClassArchives.options(installation, "ranker")).isEmpty();

    Files.createDirectories(archive.getParent());
    Files.createFile(archive);
    assertThat(ClassArchives.options(installation, "ranker"))
        .contains("-XX:SharedArchiveFile=" + archive);
    assertThat(ClassArchives.options(installation, "trainer")).isEmpty();
  }

  @Test
  void findsWhatQuarkusGeneratedBeforeTheLibraries() throws IOException {
    Path app = Files.createDirectories(home.resolve("ranker-service/target/quarkus-app"));

    assertThat(new InstallationLayout(home).service("ranker"))
        .element(1)
        .asString()
        .startsWith(app + "/quarkus/transformed-bytecode.jar:")
        .endsWith(":" + app + "/lib/main/*");
  }
}
