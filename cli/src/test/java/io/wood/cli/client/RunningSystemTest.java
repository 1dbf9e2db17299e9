package io.wood.cli.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSystemTest {
  @TempDir private Path folder;

  @Test
  void readsAndRepairsDeadLettersWithTheSettingsOfKafkasClients() {
    Path missing = folder.resolve("kafka.properties");
    RunningSystem system =
        new RunningSystem(
            new SystemEndpoints("127.0.0.1:1", URI.create("http://127.0.0.1:1"), Map.of()),
            "access",
            "secret",
            folder,
            new AccessSettings(missing, null, null, null));

    assertThatThrownBy(system::deadLetters).hasMessageContaining(missing.toString());
    assertThatThrownBy(system::deadLetterRepair).hasMessageContaining(missing.toString());
  }
}
