package io.wood.trainer;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.process.LocalSystem;
import io.wood.contracts.event.Topic;
import io.wood.kit.ChannelSettings;
import io.wood.kit.DeploymentSettings;
import io.wood.kit.SettingsProbe;
import io.wood.log.LogFollower;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {
  private static final Map<String, String> EXPLICIT =
      Map.ofEntries(
          entry("wood.trainer.device", "gpu:1"),
          entry("wood.trainer.threads", "3"),
          entry("wood.trainer.lease", "10s"),
          entry("wood.trainer.scan", "20s"),
          entry("wood.trainer.timeout", "40s"),
          entry("wood.trainer.skipped-share", "0.1"),
          entry("wood.trainer.starts", "2"),
          entry("wood.trainer.checkpoint-interval", "1m"),
          entry("wood.trainer.fetch-threads", "4"),
          entry("wood.trainer.code-version", "abc"),
          entry("wood.trainer.mlflow-uri", "http://mlflow:5000"),
          entry("wood.trainer.mlflow-authorization", "Bearer key"),
          entry("wood.trainer.mlflow-experiment", "pipeline"));

  @Test
  void theManifestsSetSettingsThatExist() {
    DeploymentSettings.assertKnown(TrainerConfig.class);
  }

  @Test
  void theLauncherWaitsLongerThanAShutdownTakes() {
    assertThat(
            SettingsProbe.read(TrainerConfig.class, Map.of())
                .timeout()
                .plus(LogFollower.CLOSE_TIMEOUT))
        .isLessThan(LocalSystem.STOP_TIMEOUT);
  }

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(TrainerConfig.class, Map.of()))
        .isEqualTo(
            Map.ofEntries(
                entry("device", "auto"),
                entry("threads", OptionalInt.empty()),
                entry("lease", Duration.ofSeconds(30)),
                entry("scan", Duration.ofSeconds(15)),
                entry("timeout", Duration.ofSeconds(20)),
                entry("skippedShare", .02),
                entry("starts", 5),
                entry("checkpointInterval", Duration.ofMinutes(5)),
                entry("fetchThreads", 8),
                entry("codeVersion", "unknown"),
                entry("mlflowUri", Optional.empty()),
                entry("mlflowAuthorization", Optional.empty()),
                entry("mlflowExperiment", "wood")));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(TrainerConfig.class, EXPLICIT))
        .isEqualTo(
            Map.ofEntries(
                entry("device", "gpu:1"),
                entry("threads", OptionalInt.of(3)),
                entry("lease", Duration.ofSeconds(10)),
                entry("scan", Duration.ofSeconds(20)),
                entry("timeout", Duration.ofSeconds(40)),
                entry("skippedShare", .1),
                entry("starts", 2),
                entry("checkpointInterval", Duration.ofMinutes(1)),
                entry("fetchThreads", 4),
                entry("codeVersion", "abc"),
                entry("mlflowUri", Optional.of(URI.create("http://mlflow:5000"))),
                entry("mlflowAuthorization", Optional.of("Bearer key")),
                entry("mlflowExperiment", "pipeline")));
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
