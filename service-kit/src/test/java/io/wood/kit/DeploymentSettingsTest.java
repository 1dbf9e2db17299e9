package io.wood.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.wood.kit.access.AccessConfig;
import io.wood.kit.artifact.CacheConfig;
import io.wood.kit.artifact.StoreConfig;
import io.wood.kit.page.PagesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;

/** The variables that every service takes; those of one service are tested with its settings. */
class DeploymentSettingsTest {
  @Test
  void thoseOfTheKitAreSettings() {
    Stream.of(StoreConfig.class, CacheConfig.class, AccessConfig.class, PagesConfig.class)
        .forEach(DeploymentSettings::assertKnown);
  }

  @Test
  void thoseOfTheServicesBelongToAMapping() {
    assertThat(DeploymentSettings.variables("WOOD_[A-Z]+_"))
        .hasSizeGreaterThanOrEqualTo(12)
        .allMatch(
            name ->
                name.matches(
                    "WOOD_(STORE|CACHE|ACCESS|PAGES|RANKER|CURATION|TRAINER|REFINER)_.*"
                        + "|WOOD_(KAFKA_CONFIG|TOKEN_FILE)"));
  }

  @Test
  void thoseOfKafkaAreSettingsOfItsClient() {
    DeploymentSettings.assertKnown(
        "KAFKA_",
        ConsumerConfig.configNames().stream()
            .map(name -> "kafka." + name)
            .collect(Collectors.toSet()));
  }

  @Test
  void thoseOfQuarkusAreSettings() throws IOException {
    List<URL> roots =
        Collections.list(
            getClass().getClassLoader().getResources("META-INF/quarkus-config-roots.list"));
    DeploymentSettings.assertKnown(
        "QUARKUS_",
        DeploymentSettings.properties(
            roots.stream()
                .flatMap(DeploymentSettingsTest::lines)
                .map(DeploymentSettingsTest::type)
                .filter(type -> type.isAnnotationPresent(ConfigMapping.class))));
  }

  private static Stream<String> lines(URL file) {
    try (InputStream text = file.openStream()) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }
}
