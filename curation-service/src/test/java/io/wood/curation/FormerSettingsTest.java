package io.wood.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormerSettingsTest {

  @Test
  void theFormerNameOfTheViewTimeoutStillWorks() {
    assertThat(viewTimeout(Map.of())).hasSeconds(2);
    assertThat(viewTimeout(Map.of("wood.curation.patience", "7s"))).hasSeconds(7);
    assertThat(
            viewTimeout(Map.of("wood.curation.patience", "7s", "wood.curation.view-timeout", "3s")))
        .hasSeconds(3);
  }

  private static Duration viewTimeout(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(CurationConfig.class)
        .withDefaultValue("wood.curation.view", "view")
        .withDefaultValue("wood.curation.thumbnails", "thumbnails")
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(CurationConfig.class)
        .viewTimeout();
  }
}
