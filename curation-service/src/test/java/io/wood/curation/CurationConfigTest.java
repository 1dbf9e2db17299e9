package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.wood.curation.webhook.WebhookTarget;
import io.wood.kit.ChannelSettings;
import io.wood.kit.DeploymentSettings;
import io.wood.kit.SettingsProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
          "wood.curation.regroup-every", "1m",
          "wood.curation.webhook-retry", "2h");
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

  @Test
  void theManifestsSetSettingsThatExist() {
    DeploymentSettings.assertKnown(CurationConfig.class);
  }

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
                "regroupEvery", Duration.ofSeconds(5),
                "webhooks", List.of(),
                "webhookRetry", Duration.ofHours(1)));
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
                "regroupEvery", Duration.ofMinutes(1),
                "webhooks", List.of(),
                "webhookRetry", Duration.ofHours(2)));
    Map<String, String> withWebhook = new HashMap<>(EXPLICIT);
    withWebhook.putAll(webhook(0, "farm-7"));
    SettingsProbe.assertAllDiffer(CurationConfig.class, REQUIRED, withWebhook);
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
  void everySourceHasAWebhookOfItsOwn() {
    Map<String, String> settings = new HashMap<>(REQUIRED);
    settings.putAll(webhook(0, "farm-7"));
    settings.putAll(webhook(1, "a tool"));
    assertThat(targets(settings))
        .containsExactly(
            new WebhookTarget("farm-7", URI.create("https://example.org/0"), SECRET, false),
            new WebhookTarget("a tool", URI.create("https://example.org/1"), SECRET, false));

    settings.putAll(webhook(2, "farm-7"));
    assertThatThrownBy(() -> targets(settings))
        .hasMessageContaining("names a source twice")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aWebhookCanBeSetInTheEnvironment() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .addDiscoveredInterceptors()
            .withMapping(CurationConfig.class)
            .withSources(
                new PropertiesConfigSource(REQUIRED, "test", 100),
                new EnvConfigSource(
                    Map.of(
                        "WOOD_CURATION_WEBHOOKS_0__SOURCE", "farm-7",
                        "WOOD_CURATION_WEBHOOKS_0__URL", "http://10.0.0.7/hook",
                        "WOOD_CURATION_WEBHOOKS_0__SECRET", SECRET,
                        "WOOD_CURATION_WEBHOOKS_0__INTERNAL", "true"),
                    300))
            .build();

    assertThat(WebhookLifecycle.targets(config.getConfigMapping(CurationConfig.class)))
        .containsExactly(
            new WebhookTarget("farm-7", URI.create("http://10.0.0.7/hook"), SECRET, true));
  }

  private static List<WebhookTarget> targets(Map<String, String> settings) {
    return WebhookLifecycle.targets(SettingsProbe.read(CurationConfig.class, settings));
  }

  private static Map<String, String> webhook(int number, String source) {
    String prefix = "wood.curation.webhooks[" + number + "].";
    return Map.of(
        prefix + "source", source,
        prefix + "url", "https://example.org/" + number,
        prefix + "secret", SECRET);
  }

  @Test
  void theServiceHasNoChannelBecauseItsViewReadsTheLog() {
    ChannelSettings.assertConsumes("curation-service");
  }
}
