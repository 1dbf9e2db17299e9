package io.wood.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.wood.contracts.event.Topic;
import io.wood.kit.ChannelSettings;
import io.wood.kit.SettingsProbe;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RankerConfigTest {
  private static final Map<String, String> EXPLICIT =
      Map.of(
          "wood.ranker.threshold", "0.7",
          "wood.ranker.batch", "8",
          "wood.ranker.device", "cpu",
          "wood.ranker.upload-validity", "1m",
          "wood.ranker.choice-interval", "1s",
          "wood.ranker.lease", "9s",
          "wood.ranker.constant-score", "0.1",
          "wood.ranker.image.max-bytes", "1M",
          "wood.ranker.image.max-pixels", "1000",
          "wood.ranker.image.scored-side", "320");

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(RankerConfig.class, Map.of()))
        .isEqualTo(
            Map.of(
                "threshold",
                .5,
                "batch",
                16,
                "device",
                "auto",
                "uploadValidity",
                Duration.ofMinutes(15),
                "choiceInterval",
                Duration.ofSeconds(5),
                "lease",
                Duration.ofSeconds(30),
                "constantScore",
                OptionalDouble.empty(),
                "image.maxBytes",
                new MemorySize(BigInteger.valueOf(32L << 20)),
                "image.maxPixels",
                50_000_000L,
                "image.scoredSide",
                640));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(RankerConfig.class, EXPLICIT))
        .isEqualTo(
            Map.of(
                "threshold",
                .7,
                "batch",
                8,
                "device",
                "cpu",
                "uploadValidity",
                Duration.ofMinutes(1),
                "choiceInterval",
                Duration.ofSeconds(1),
                "lease",
                Duration.ofSeconds(9),
                "constantScore",
                OptionalDouble.of(.1),
                "image.maxBytes",
                new MemorySize(BigInteger.valueOf(1L << 20)),
                "image.maxPixels",
                1000L,
                "image.scoredSide",
                320));
    SettingsProbe.assertAllDiffer(RankerConfig.class, Map.of(), EXPLICIT);
  }

  @Test
  void theChannelsFollowTheTopics() {
    ChannelSettings.assertConsumes("ranker-service", Topic.CANDIDATES_PUBLISHED);
  }
}
