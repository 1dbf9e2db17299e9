package io.wood.bench.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CurationCommandTest {
  @Test
  void runsTheServiceAsAPodDoes() throws IOException {
    Path manifest = Path.of("..", "k8s", "base", "curation-service.yaml");

    assertThat(Files.readString(manifest))
        .contains("-Xmx" + CurationCommand.HEAP)
        .contains(CurationCommand.OPTIONS);
  }
}
