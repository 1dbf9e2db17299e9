package io.wood.log.repair;

import io.wood.log.LogExtent;
import io.wood.log.LogReader;
import io.wood.log.MissingTopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads single records; connects once for each topic. */
final class LetterReader implements AutoCloseable {
  private final Map<String, Object> kafka;
  private final Duration timeout;
  private final Map<String, OpenTopic> topics = new HashMap<>();

  private record OpenTopic(LogReader reader, Map<TopicPartition, LogExtent> extents) {}

  LetterReader(Map<String, Object> kafka, Duration timeout) {
    this.kafka = kafka;
    this.timeout = timeout;
  }

  /**
   * Returns the record at a place; empty when it is deleted or was not there when this reader came
   * to the topic.
   */
  Optional<ConsumerRecord<String, byte[]>> record(LetterPlace place) {
    try {
      OpenTopic topic = topics.computeIfAbsent(place.at().topic(), this::open);
      LogExtent extent = topic.extents().getOrDefault(place.at(), new LogExtent(0, 0));
      return place.offset() < extent.first() || place.offset() >= extent.end()
          ? Optional.empty()
          : read(topic.reader(), place);
    } catch (MissingTopicException | OffsetOutOfRangeException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw DeadLetterLog.unavailable(e);
    }
  }

  private OpenTopic open(String topic) {
    LogReader reader = new LogReader(kafka, List.of(topic), timeout);
    try {
      return new OpenTopic(reader, reader.extents());
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static Optional<ConsumerRecord<String, byte[]>> read(
      LogReader reader, LetterPlace place) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    reader.seek(Map.of(place.at(), place.offset()));
    reader.readTo(Map.of(place.at(), place.offset() + 1), found::add);
    return found.stream().findFirst();
  }

  @Override
  public void close() {
    topics.values().forEach(topic -> topic.reader().close());
  }
}
