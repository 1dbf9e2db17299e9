package io.wood.kit.event;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * A whole topic, read from offset 0 up to a cut, with a consumer of its own that belongs to no
 * group: the log as a function of its offsets.
 */
public class TopicLog {
  private static final Logger LOG = Logger.getLogger(TopicLog.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> settings;
  private final EventConsumer events;

  /**
   * Reads with these Kafka settings.
   *
   * @param kafka {@code bootstrap.servers} and whatever security needs
   */
  public TopicLog(Map<String, Object> kafka, EventConsumer events) {
    this.settings = new HashMap<>(kafka);
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.events = Objects.requireNonNull(events, "events");
  }

  /**
   * Gives every event below the cut to the sink, each partition in order. Records that are no such
   * event are skipped, logged and counted in the log.
   *
   * @param upTo per partition, the offset of the first record not to read; empty for the end as it
   *     is now
   * @return the cut: per partition, the offset of the first record that was not read
   * @throws TransientFailure when Kafka does not answer for a minute
   */
  public <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> sink) {
    String topic = Topic.of(type).topicName();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, PATIENCE).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<Integer, Long> cut = upTo.isEmpty() ? ends(consumer, partitions) : Map.copyOf(upTo);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int broken = drain(consumer, cut, type, sink);
      if (broken > 0) {
        LOG.warnf("%s: skipped %d records that are no %s", topic, broken, type.getSimpleName());
      }
      return cut;
    } catch (KafkaException e) {
      throw new TransientFailure("cannot read topic " + topic + ": " + e.getMessage(), e);
    }
  }

  private static Map<Integer, Long> ends(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, PATIENCE).entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  private <E extends Event> int drain(
      KafkaConsumer<String, byte[]> consumer,
      Map<Integer, Long> cut,
      Class<E> type,
      Consumer<E> sink) {
    int broken = 0;
    long lastProgress = System.nanoTime();
    while (!reached(consumer, cut)) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        lastProgress = System.nanoTime();
        if (record.offset() < cut.getOrDefault(record.partition(), 0L)) {
          broken += give(record, type, sink);
        }
      }
      if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new TransientFailure(
            "no record of " + Topic.of(type).topicName() + " arrived for " + PATIENCE, null);
      }
    }
    return broken;
  }

  /** The position moves past transaction markers and deleted records too; the records do not. */
  private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<Integer, Long> cut) {
    for (TopicPartition partition : consumer.assignment()) {
      long end = cut.getOrDefault(partition.partition(), 0L);
      if (end > 0 && consumer.position(partition, PATIENCE) < end) {
        return false;
      }
    }
    return true;
  }

  private <E extends Event> int give(
      ConsumerRecord<String, byte[]> record, Class<E> type, Consumer<E> sink) {
    E event;
    try {
      event = events.read(record, type);
    } catch (PermanentFailure e) {
      LOG.warn(e.getMessage());
      return 1;
    }
    sink.accept(event);
    return 0;
  }
}
