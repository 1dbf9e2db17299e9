package io.wood.refiner;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.wood.contracts.event.Topic;
import io.wood.kit.ChannelSettings;
import io.wood.kit.DeploymentSettings;
import io.wood.kit.SettingsProbe;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefinerConfigTest {
  private static final Map<String, String> REQUIRED = Map.of("wood.refiner.workers", "4");
  private static final Map<String, String> EXPLICIT =
      Map.of(
          "wood.refiner.replica", "a",
          "wood.refiner.lease", "10s",
          "wood.refiner.stall", "20s",
          "wood.refiner.device", "cpu",
          "wood.refiner.workers", "2",
          "wood.refiner.max-pixels", "1000",
          "wood.refiner.memory-budget", "1G");

  @Test
  void theManifestsSetSettingsThatExist() {
    DeploymentSettings.assertKnown(RefinerConfig.class);
  }

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(RefinerConfig.class, REQUIRED))
        .isEqualTo(
            Map.of(
                "replica",
                Optional.empty(),
                "lease",
                Duration.ofSeconds(30),
                "stall",
                Duration.ofMinutes(2),
                "device",
                "auto",
                "workers",
                4,
                "maxPixels",
                50_000_000L,
                "memoryBudget",
                new MemorySize(BigInteger.valueOf(3L << 30))));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(RefinerConfig.class, EXPLICIT))
        .isEqualTo(
            Map.of(
                "replica",
                Optional.of("a"),
                "lease",
                Duration.ofSeconds(10),
                "stall",
                Duration.ofSeconds(20),
                "device",
                "cpu",
                "workers",
                2,
                "maxPixels",
                1000L,
                "memoryBudget",
                new MemorySize(BigInteger.valueOf(1L << 30))));
    SettingsProbe.assertAllDiffer(RefinerConfig.class, REQUIRED, EXPLICIT);
  }

  @Test
  void theChannelsFollowTheTopics() {
    ChannelSettings.assertConsumes(
        "refiner-service", Topic.CLASSIFIERS_TRAINED, Topic.REFINEMENT_TASKS);
  }
}
