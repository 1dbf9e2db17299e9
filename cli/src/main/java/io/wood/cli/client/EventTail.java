package io.wood.cli.client;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics without a consumer group, so that reading changes nothing. */
public final class EventTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);

  private final KafkaConsumer<String, byte[]> consumer;

  EventTail(String bootstrapServers) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "15000",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Passes on events as they arrive until the handler has enough.
   *
   * @param since older events are skipped
   * @param enough receives an event and returns true to end
   * @param ended called between two polls; true ends as well
   */
  public <E extends Event> void follow(
      Class<E> type, Instant since, Predicate<E> enough, BooleanSupplier ended) {
    consumer.assign(partitions(type));
    offsetsAt(type, since)
        .forEach((partition, offset) -> consumer.seek(partition(type, partition), offset));
    while (true) {
      for (ConsumerRecord<String, byte[]> record : poll()) {
        E event = read(record, type);
        if (event != null && enough.test(event)) {
          return;
        }
      }
      if (ended.getAsBoolean()) {
        return;
      }
    }
  }

  /** Passes on every event that is in the topic now. */
  public <E extends Event> void readAll(Class<E> type, Consumer<E> each) {
    List<TopicPartition> partitions = partitions(type);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<String, byte[]> record : poll()) {
        long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        E event = record.offset() < end ? read(record, type) : null;
        if (event != null) {
          each.accept(event);
        }
      }
    }
  }

  /** Returns per partition the offset of the first event that is not older than the instant. */
  public Map<Integer, Long> offsetsAt(Class<? extends Event> type, Instant instant) {
    List<TopicPartition> partitions = partitions(type);
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, Math.max(0, instant.toEpochMilli())));
    try {
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<Integer, Long> offsets = new HashMap<>();
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp offset = found.get(partition);
        offsets.put(partition.partition(), offset == null ? ends.get(partition) : offset.offset());
      }
      return offsets;
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private Iterable<ConsumerRecord<String, byte[]>> poll() {
    try {
      return consumer.poll(POLL);
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private static CommandFailedException unreachable(KafkaException e) {
    return new CommandFailedException("Kafka does not answer: " + e.getMessage(), e);
  }

  /** Skips invalid events; the services send them to the dead-letter topics. */
  private static <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> type) {
    try {
      return record.value() == null ? null : Json.read(record.value(), type);
    } catch (InvalidJsonException e) {
      return null;
    }
  }

  private static List<TopicPartition> partitions(Class<? extends Event> type) {
    return IntStream.range(0, Topic.of(type).partitions())
        .mapToObj(number -> partition(type, number))
        .toList();
  }

  private static TopicPartition partition(Class<? extends Event> type, int number) {
    return new TopicPartition(Topic.of(type).topicName(), number);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
