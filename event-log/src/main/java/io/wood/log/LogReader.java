package io.wood.log;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics as logs, from given offsets on, without a consumer group. Partitions come from the
 * broker, never from code; {@link #addNewPartitions} finds those that are added while it reads. Not
 * safe for use by several threads, except {@link #wakeup}.
 *
 * <p>Methods throw {@link MissingTopicException} when a topic does not exist yet and Kafka's
 * exceptions otherwise.
 */
public final class LogReader implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PARTITION_CHECK = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  /** How old the client's knowledge of partitions may be; Kafka's default is five minutes. */
  private static final int METADATA_AGE_MILLIS = 30_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<String> topics;
  private final Duration timeout;
  private Set<String> paused = Set.of();
  private long lastCheck = System.nanoTime();

  /**
   * Connects.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   * @param timeout of each request to the broker, and of the wait for the next record in {@link
   *     #readTo}
   */
  public LogReader(Map<String, Object> kafka, Collection<String> topics, Duration timeout) {
    this.topics = List.copyOf(topics);
    this.timeout = timeout;
    this.consumer =
        new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A position outside the log is an error to report, not a reason to jump.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
    return settings;
  }

  /** Returns what every partition holds now. */
  public Map<TopicPartition, LogExtent> extents() {
    return extents(partitions());
  }

  /** Returns the same for those of the topics that exist and that the user may see. */
  public Map<TopicPartition, LogExtent> visibleExtents() {
    Map<String, List<PartitionInfo>> visible = consumer.listTopics(timeout);
    return extents(
        topics.stream()
            .flatMap(topic -> visible.getOrDefault(topic, List.of()).stream())
            .map(LogReader::partition)
            .toList());
  }

  private Map<TopicPartition, LogExtent> extents(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, timeout);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, timeout);
    return partitions.stream()
        .collect(toMap(at -> at, at -> new LogExtent(first.get(at), end.get(at))));
  }

  /** Returns, per partition, the offset of the first record that is not older than the instant. */
  public Map<TopicPartition, Long> offsetsAt(Instant instant) {
    List<TopicPartition> partitions = partitions();
    long millis = Math.max(0, instant.toEpochMilli());
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(toMap(at -> at, at -> millis)), timeout);
    Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions, timeout));
    found.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }

  /** Reads these partitions from these offsets on. */
  public void seek(Map<TopicPartition, Long> positions) {
    consumer.assign(positions.keySet());
    positions.forEach(consumer::seek);
  }

  /** Holds back these topics until {@link #resume}. */
  public void pause(Collection<String> held) {
    paused = Set.copyOf(held);
    consumer.pause(assigned(paused));
  }

  /** Reads all topics again. */
  public void resume() {
    consumer.resume(assigned(paused));
    paused = Set.of();
  }

  /** Returns the next records; none after the wait. */
  public ConsumerRecords<String, byte[]> poll(Duration wait) {
    return consumer.poll(wait);
  }

  /**
   * Gives the sink every record below these offsets, each partition in order.
   *
   * @throws LogUnavailableException when no record arrives within the timeout
   */
  public void readTo(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<String, byte[]>> sink) {
    readTo(ends, () -> false, sink);
  }

  /**
   * Does the same until the caller has seen enough.
   *
   * @param ended asked before each record and each poll; true ends the read
   * @param sink its time does not count as waiting
   * @throws LogUnavailableException when no record arrives within the timeout
   */
  public void readTo(
      Map<TopicPartition, Long> ends,
      BooleanSupplier ended,
      Consumer<ConsumerRecord<String, byte[]>> sink) {
    long lastProgress = System.nanoTime();
    while (!ended.getAsBoolean() && !isAt(ends)) {
      for (ConsumerRecord<String, byte[]> record : poll(POLL)) {
        if (ended.getAsBoolean()) {
          return;
        }
        TopicPartition at = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(at, 0L)) {
          sink.accept(record);
        }
        lastProgress = System.nanoTime();
      }
      if (System.nanoTime() - lastProgress > timeout.toNanos()) {
        throw new LogUnavailableException(
            "no record of %s arrived for %s".formatted(String.join(", ", topics), timeout), null);
      }
    }
  }

  /** Reads partitions that were added to the topics too, from their start; looks now and then. */
  public void addNewPartitions() {
    if (System.nanoTime() - lastCheck < PARTITION_CHECK.toNanos()) {
      return;
    }
    lastCheck = System.nanoTime();
    Set<TopicPartition> added = new HashSet<>(partitions());
    added.removeAll(consumer.assignment());
    if (added.isEmpty()) {
      return;
    }
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    all.addAll(added);
    consumer.assign(all);
    consumer.seekToBeginning(added);
    consumer.pause(assigned(paused));
  }

  /** Returns whether these offsets are reached; transaction markers and gaps count as read. */
  public boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), timeout) >= end.getValue());
  }

  /**
   * Returns how many records are not read yet.
   *
   * @param ends the ends of partitions from which nothing was fetched so far
   */
  public long lag(Map<TopicPartition, Long> ends) {
    return consumer.assignment().stream()
        .mapToLong(
            at ->
                consumer
                    .currentLag(at)
                    .orElseGet(() -> ends.getOrDefault(at, 0L) - consumer.position(at, timeout)))
        .map(records -> Math.max(0, records))
        .sum();
  }

  /** Ends a poll on another thread with Kafka's WakeupException. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    // An interrupted consumer does not close in order.
    boolean interrupted = Thread.interrupted();
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<TopicPartition> assigned(Set<String> names) {
    return consumer.assignment().stream().filter(at -> names.contains(at.topic())).toList();
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic, timeout);
      if (found == null || found.isEmpty()) {
        missing.add(topic);
      } else {
        found.forEach(info -> partitions.add(partition(info)));
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingTopicException(missing);
    }
    return partitions;
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
