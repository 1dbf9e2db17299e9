package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.kit.ChannelSettings;
import io.wood.kit.SettingsProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurationConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("wood.curation.view", "/a/view", "wood.curation.thumbnails", "/a/thumbnails");
  private static final Map<String, String> EXPLICIT =
      Map.of(
          "wood.curation.view", "/b/view",
          "wood.curation.status", "/b/status",
          "wood.curation.thumbnails", "/b/thumbnails",
          "wood.curation.timeout", "3s",
          "wood.curation.senders", "4",
          "wood.curation.opinions", "2",
          "wood.curation.alike", "0.9",
          "wood.curation.regroup-every", "1m");

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(CurationConfig.class, REQUIRED))
        .isEqualTo(
            Map.of(
                "view", Path.of("/a/view"),
                "status", Path.of("/a/view-status"),
                "thumbnails", Path.of("/a/thumbnails"),
                "timeout", Duration.ofSeconds(2),
                "senders", 16,
                "opinions", 1,
                "alike", .95,
                "regroupEvery", Duration.ofSeconds(5)));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(CurationConfig.class, EXPLICIT))
        .isEqualTo(
            Map.of(
                "view", Path.of("/b/view"),
                "status", Path.of("/b/status"),
                "thumbnails", Path.of("/b/thumbnails"),
                "timeout", Duration.ofSeconds(3),
                "senders", 4,
                "opinions", 2,
                "alike", .9,
                "regroupEvery", Duration.ofMinutes(1)));
    SettingsProbe.assertAllDiffer(CurationConfig.class, REQUIRED, EXPLICIT);
  }

  @Test
  void theOldNameOfTheTimeoutIsReadToo() {
    Map<String, String> settings = new HashMap<>(REQUIRED);
    settings.put("wood.curation.patience", "7s");
    assertThat(SettingsProbe.read(CurationConfig.class, settings).timeout())
        .isEqualTo(Duration.ofSeconds(7));

    settings.put("wood.curation.timeout", "8s");
    assertThat(SettingsProbe.read(CurationConfig.class, settings).timeout())
        .isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void theServiceHasNoChannelBecauseItsViewReadsTheLog() {
    ChannelSettings.assertConsumes("curation-service");
  }
}
