package io.wood.log;

import static java.util.stream.Collectors.toMap;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads one topic in the calling thread: up to its present end, up to given offsets, or until the
 * caller has seen enough. Records that hold no such event are skipped and logged.
 *
 * <p>Every method throws {@link LogUnavailableException} when Kafka does not answer or the topic
 * does not exist yet.
 */
public final class TopicReader {
  private static final Logger LOG = System.getLogger(TopicReader.class.getName());
  private static final Duration POLL = Duration.ofMillis(250);

  private final Map<String, Object> kafka;
  private final Duration timeout;

  /**
   * Connects at each read.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   * @param timeout how long a read waits for the next record before it fails
   */
  public TopicReader(Map<String, Object> kafka, Duration timeout) {
    this.kafka = new HashMap<>(kafka);
    this.timeout = timeout;
  }

  /**
   * Gives every event below the cut to the sink, each partition in order.
   *
   * @param upTo per partition, the offset of the first record not to read; a partition that it does
   *     not name is not read. Empty for the end as it is now
   * @return the cut: per partition, the offset of the first record that was not read
   * @throws InvalidCutException when the cut names offsets that the log does not have
   */
  public <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> sink) {
    Topic topic = Topic.of(type);
    return reading(
        topic,
        reader -> {
          Map<TopicPartition, LogExtent> extents = reader.extents();
          LogCut.warnOfDeleted(topic, extents);
          Map<Integer, Long> cut = upTo.isEmpty() ? ends(extents) : Map.copyOf(upTo);
          LogCut.requireWithin(topic, cut, extents);
          Map<TopicPartition, Long> ends = LogCut.ends(topic, cut, extents);
          reader.seek(
              ends.keySet().stream().collect(toMap(at -> at, at -> extents.get(at).first())));
          drain(reader, ends, type, sink);
          return cut;
        });
  }

  /**
   * Reads a part of one partition, until its end or until the caller has seen enough.
   *
   * @param from offset of the first record to read; older ones that were deleted are left out
   * @param to offset of the first record not to read
   * @param sink takes each event with its offset, and as long as it needs
   * @param ended asked before each record and each poll; true ends the read
   * @throws InvalidCutException when the partition does not have these offsets
   */
  public <E extends Event> void read(
      Class<E> type,
      int partition,
      long from,
      long to,
      ObjLongConsumer<E> sink,
      BooleanSupplier ended) {
    Topic topic = Topic.of(type);
    reading(
        topic,
        reader -> {
          Map<TopicPartition, LogExtent> extents = reader.extents();
          LogCut.requireWithin(topic, Map.of(partition, to), extents);
          TopicPartition at = new TopicPartition(topic.topicName(), partition);
          reader.seek(Map.of(at, Math.max(from, extents.get(at).first())));
          reader.readTo(
              Map.of(at, to),
              ended,
              record -> {
                E event = readOrSkip(record, type);
                if (event != null) {
                  sink.accept(event, record.offset());
                }
              });
          return true;
        });
  }

  /**
   * Returns whether an event of this id and of the same class was written at or after a time; reads
   * up to the present end.
   */
  public boolean holds(Event event, Instant since) {
    Topic topic = Topic.of(event.getClass());
    return reading(
        topic,
        reader -> {
          AtomicBoolean found = new AtomicBoolean();
          Map<TopicPartition, Long> starts = reader.offsetsAt(since);
          Map<TopicPartition, Long> ends = new HashMap<>();
          reader.extents().forEach((at, extent) -> ends.put(at, extent.end()));
          ends.keySet().retainAll(starts.keySet());
          reader.seek(starts);
          drain(
              reader,
              ends,
              event.getClass(),
              other -> found.compareAndSet(false, other.eventId().equals(event.eventId())));
          return found.get();
        });
  }

  /** Returns, per partition, the offset after the last record; reads no record. */
  public Map<Integer, Long> ends(Class<? extends Event> type) {
    return reading(Topic.of(type), reader -> ends(reader.extents()));
  }

  /** Returns, per partition, the offset of the first event that is not older than the instant. */
  public Map<Integer, Long> offsetsAt(Class<? extends Event> type, Instant instant) {
    return reading(Topic.of(type), reader -> byNumber(reader.offsetsAt(instant)));
  }

  /**
   * Gives events to the handler as they come, until it has seen enough.
   *
   * @param since older events are left out
   * @param enough takes an event and returns true to end
   * @param ended asked between two polls; true ends as well
   */
  public <E extends Event> void follow(
      Class<E> type, Instant since, Predicate<E> enough, BooleanSupplier ended) {
    reading(
        Topic.of(type),
        reader -> {
          reader.seek(reader.offsetsAt(since));
          boolean seen = false;
          while (!seen) {
            reader.addNewPartitions();
            for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
              E event = readOrSkip(record, type);
              seen = seen || (event != null && enough.test(event));
            }
            seen = seen || ended.getAsBoolean();
          }
          return true;
        });
  }

  private <T> T reading(Topic topic, Function<LogReader, T> work) {
    try (LogReader reader = new LogReader(kafka, List.of(topic.topicName()), timeout)) {
      return work.apply(reader);
    } catch (KafkaException e) {
      throw new LogUnavailableException(
          "cannot read topic %s: %s".formatted(topic.topicName(), e.getMessage()), e);
    }
  }

  private <E extends Event> void drain(
      LogReader reader, Map<TopicPartition, Long> ends, Class<E> type, Consumer<E> sink) {
    AtomicInteger skipped = new AtomicInteger();
    reader.readTo(
        ends,
        record -> {
          E event = readOrSkip(record, type);
          if (event == null) {
            skipped.incrementAndGet();
          } else {
            sink.accept(event);
          }
        });
    if (skipped.get() > 0) {
      LOG.log(Level.WARNING, "{0}: skipped {1} records", Topic.of(type).topicName(), skipped.get());
    }
  }

  private static <E extends Event> E readOrSkip(
      ConsumerRecord<String, byte[]> record, Class<E> type) {
    try {
      return EventRecords.read(record, type);
    } catch (UnreadableEventException e) {
      LOG.log(Level.WARNING, "skipped: {0}", e.getMessage());
      return null;
    }
  }

  private static Map<Integer, Long> ends(Map<TopicPartition, LogExtent> extents) {
    return extents.entrySet().stream()
        .collect(toMap(extent -> extent.getKey().partition(), extent -> extent.getValue().end()));
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> numbered = new HashMap<>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }
}
