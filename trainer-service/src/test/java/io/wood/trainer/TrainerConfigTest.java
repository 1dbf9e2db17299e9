package io.wood.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.Topic;
import io.wood.kit.ChannelSettings;
import io.wood.kit.SettingsProbe;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {
  private static final Map<String, String> EXPLICIT =
      Map.of(
          "wood.trainer.device", "gpu:1",
          "wood.trainer.threads", "3",
          "wood.trainer.lease", "10s",
          "wood.trainer.scan", "20s",
          "wood.trainer.timeout", "40s",
          "wood.trainer.skipped-share", "0.1",
          "wood.trainer.starts", "2",
          "wood.trainer.checkpoint-interval", "1m",
          "wood.trainer.fetch-threads", "4",
          "wood.trainer.code-version", "abc");

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(TrainerConfig.class, Map.of()))
        .isEqualTo(
            Map.of(
                "device",
                "auto",
                "threads",
                OptionalInt.empty(),
                "lease",
                Duration.ofSeconds(30),
                "scan",
                Duration.ofSeconds(15),
                "timeout",
                Duration.ofSeconds(20),
                "skippedShare",
                .02,
                "starts",
                5,
                "checkpointInterval",
                Duration.ofMinutes(5),
                "fetchThreads",
                8,
                "codeVersion",
                "unknown"));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(TrainerConfig.class, EXPLICIT))
        .isEqualTo(
            Map.of(
                "device",
                "gpu:1",
                "threads",
                OptionalInt.of(3),
                "lease",
                Duration.ofSeconds(10),
                "scan",
                Duration.ofSeconds(20),
                "timeout",
                Duration.ofSeconds(40),
                "skippedShare",
                .1,
                "starts",
                2,
                "checkpointInterval",
                Duration.ofMinutes(1),
                "fetchThreads",
                4,
                "codeVersion",
                "abc"));
    SettingsProbe.assertAllDiffer(TrainerConfig.class, Map.of(), EXPLICIT);
  }

  @Test
  void theOldNameOfTheTimeoutIsReadToo() {
    assertThat(
            SettingsProbe.read(TrainerConfig.class, Map.of("wood.trainer.patience", "PT7S"))
                .timeout())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theBuildFillsInTheVersionOfTheCode() throws IOException {
    List<String> versions = new ArrayList<>();
    for (URL url :
        Collections.list(
            TrainerConfig.class
                .getClassLoader()
                .getResources("META-INF/microprofile-config.properties"))) {
      Properties settings = new Properties();
      try (InputStream in = url.openStream()) {
        settings.load(in);
      }
      versions.add(settings.getProperty("wood.trainer.code-version", ""));
    }
    versions.removeIf(String::isEmpty);

    assertThat(versions).hasSize(1).allSatisfy(version -> assertThat(version).matches("[\\w.-]+"));
  }

  @Test
  void theChannelsFollowTheTopics() {
    ChannelSettings.assertConsumes("trainer-service", Topic.EXPERIMENTS_REQUESTED);
  }
}
