package io.wood.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.Topic;
import io.wood.kit.KafkaProbe;
import io.wood.kit.WoodTestResource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSizesIT {
  private static final String PUBLISHED = Topic.CANDIDATES_PUBLISHED.topicName();
  private final WoodTestResource system = new WoodTestResource();
  private final String servers = system.start().get("kafka.bootstrap.servers");

  @AfterEach
  void stop() {
    system.stop();
  }

  @Test
  void aTopicThatDoesNotExistIsLeftOutAndTheOthersAreCounted() {
    try (KafkaProbe probe = new KafkaProbe(servers);
        TopicSizes sizes = new TopicSizes(Map.of("bootstrap.servers", servers))) {
      probe.send(PUBLISHED, "a", new byte[] {1});
      probe.send(PUBLISHED, "b", new byte[] {2});

      TopicSizes.Measurement measured =
          sizes.measure(Set.of(PUBLISHED, "wood.nowhere"), "ranker-service", PUBLISHED);
      assertThat(measured.records()).isEqualTo(Map.of(PUBLISHED, 2L));
      assertThat(measured.lag()).isEqualTo(2L);

      assertThat(sizes.measure(Set.of(PUBLISHED), "ranker-service", "wood.nowhere").lag()).isNull();
    }
  }
}
