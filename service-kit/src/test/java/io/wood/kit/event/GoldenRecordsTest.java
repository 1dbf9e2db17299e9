package io.wood.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.log.CloudEventHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds every version of every event that was released to what all consumers read their records
 * with: the channels through {@link EventConsumer}, the views through the same {@code
 * EventRecords}.
 */
class GoldenRecordsTest {
  private static final Path EVENTS = Path.of("../contracts/src/test/resources/events");

  private final EventConsumer consumer = new EventConsumer();

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void everyTopicHasAReleasedEvent() throws IOException {
    assertThat(files().map(GoldenRecordsTest::topic)).containsAll(List.of(Topic.values()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyReleasedVersionIsReadInEveryMode(Path file) throws IOException {
    String json = Files.readString(file);
    Topic topic = topic(file);

    Event bare = read(topic, json);

    assertThat(bare.key()).isNotBlank();
    assertThat(read(topic, json, CloudEventHeaders.TYPE, topic.type())).isEqualTo(bare);
    assertThat(
            read(
                topic,
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/t\", \"type\": \"%s\", \"data\": %s}"
                    .formatted(topic.type(), json),
                CloudEventHeaders.CONTENT_TYPE,
                "application/cloudevents+json"))
        .isEqualTo(bare);
    assertThat(read(topic, json.replaceFirst("\\{", "{\"addedLater\": {\"x\": 1}, ")))
        .as("an unknown field")
        .isEqualTo(bare);
  }

  @ParameterizedTest
  @MethodSource("files")
  void anotherMajorVersionIsRefused(Path file) throws IOException {
    String json = Files.readString(file);
    Topic topic = topic(file);
    String next = topic.type().replaceFirst("v1$", "v2");

    assertThatThrownBy(() -> read(topic, json, CloudEventHeaders.TYPE, next))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining(next);
  }

  private static Topic topic(Path file) {
    String type = file.getFileName().toString().replaceFirst("(-before-.*)?\\.json$", "");
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private Event read(Topic topic, String json, String... header) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(topic.topicName(), 0, 7, "key", json.getBytes(UTF_8));
    for (int i = 0; i < header.length; i += 2) {
      record.headers().add(header[i], header[i + 1].getBytes(UTF_8));
    }
    return consumer.read(record, topic.eventClass());
  }
}
