package io.wood.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.event.Topic;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicCreatorTest {
  @Test
  void hasEveryTopicAndItsDeadLetters() {
    assertThat(TopicCreator.all())
        .extracting(NewTopic::name)
        .hasSize(2 * Topic.values().length)
        .contains("wood.candidates.ranked", "wood.candidates.ranked.dlq");
  }

  @Test
  void keepsDecisionsForeverAndProgressForDays() {
    assertThat(retention("wood.curation.decided")).isEqualTo("-1");
    assertThat(retention("wood.training.progressed")).isEqualTo("604800000");
  }

  @Test
  void writesDecisionsAndOrdersToTheDiskOneByOne() {
    assertThat(TopicCreator.flushed().keySet())
        .extracting(ConfigResource::name)
        .contains(
            "wood.curation.decided", "wood.experiments.requested", "wood.refinements.requested")
        .doesNotContain("wood.candidates.ranked", "wood.images.refined");
    assertThat(TopicCreator.flushed().values())
        .allSatisfy(
            changes ->
                assertThat(changes)
                    .extracting(AlterConfigOp::configEntry)
                    .containsExactly(new ConfigEntry("flush.messages", "1")));
  }

  @Test
  void deadLettersHaveThePartitionsOfTheirTopic() {
    for (Topic topic : Topic.values()) {
      assertThat(partitions(topic.deadLetterName()))
          .as(topic.deadLetterName())
          .isEqualTo(partitions(topic.topicName()))
          .isEqualTo(topic.partitions());
    }
  }

  private static int partitions(String name) {
    return TopicCreator.all().stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow()
        .numPartitions();
  }

  private static String retention(String name) {
    return TopicCreator.all().stream()
        .filter(topic -> topic.name().equals(name))
        .map(topic -> topic.configs().get("retention.ms"))
        .findFirst()
        .orElseThrow();
  }
}
