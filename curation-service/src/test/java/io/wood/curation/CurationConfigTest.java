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
      Map.ofEntries(
          Map.entry("wood.curation.view", "/b/view"),
          Map.entry("wood.curation.status", "/b/status"),
          Map.entry("wood.curation.thumbnails", "/b/thumbnails"),
          Map.entry("wood.curation.timeout", "3s"),
          Map.entry("wood.curation.senders", "4"),
          Map.entry("wood.curation.opinions", "2"),
          Map.entry("wood.curation.alike", "0.9"),
          Map.entry("wood.curation.group-images", "1000"),
          Map.entry("wood.curation.regroup-every", "1m"),
          Map.entry("wood.curation.webhook-retry", "2h"));
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

  @Test
  void theManifestsSetSettingsThatExist() {
    DeploymentSettings.assertKnown(CurationConfig.class);
  }

  @Test
  void theDefaultsAreThoseOfTheReadme() {
    assertThat(SettingsProbe.values(CurationConfig.class, REQUIRED))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("view", Path.of("/a/view")),
                Map.entry("status", Path.of("/a/view-status")),
                Map.entry("thumbnails", Path.of("/a/thumbnails")),
                Map.entry("timeout", Duration.ofSeconds(2)),
                Map.entry("senders", 16),
                Map.entry("opinions", 1),
                Map.entry("alike", .95),
                Map.entry("groupImages", 2_000_000),
                Map.entry("regroupEvery", Duration.ofSeconds(5)),
                Map.entry("webhooks", List.of()),
                Map.entry("webhookRetry", Duration.ofHours(1))));
  }

  @Test
  void everySettingIsReadFromItsProperty() {
    assertThat(SettingsProbe.values(CurationConfig.class, EXPLICIT))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("view", Path.of("/b/view")),
                Map.entry("status", Path.of("/b/status")),
                Map.entry("thumbnails", Path.of("/b/thumbnails")),
                Map.entry("timeout", Duration.ofSeconds(3)),
                Map.entry("senders", 4),
                Map.entry("opinions", 2),
                Map.entry("alike", .9),
                Map.entry("groupImages", 1000),
                Map.entry("regroupEvery", Duration.ofMinutes(1)),
                Map.entry("webhooks", List.of()),
                Map.entry("webhookRetry", Duration.ofHours(2))));
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
