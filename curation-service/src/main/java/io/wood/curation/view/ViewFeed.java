package io.wood.curation.view;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Topic;
import io.wood.kit.event.EventConsumer;
import io.wood.kit.event.PermanentFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the log into the view, on a thread of its own. It belongs to no consumer group: every
 * replica has the whole view, and where it stands is written in the view itself. A record that is
 * no event is named in the log, counted and skipped.
 */
public final class ViewFeed implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration NEW_PARTITIONS = Duration.ofSeconds(60);

  /** Small, so that what is read is garbage before the collector looks at it twice. */
  private static final int BATCH = 500;

  private static final int FETCH_BYTES = 2 << 20;

  private static final String RANKED = Topic.CANDIDATES_RANKED.topicName();
  private static final String DECIDED = Topic.CURATION_DECIDED.topicName();

  private final Map<String, Object> settings;
  private final EventConsumer events;
  private final ViewWriter writer;
  private final ViewListener listener;
  private final LogIdentity identity;
  private final AtomicLong lag;
  private final Counter read;
  private final Counter broken;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "view-feed");
  private volatile boolean caughtUp;
  private volatile KafkaConsumer<String, byte[]> polling;

  /**
   * Feeds from {@link #start} on.
   *
   * @param kafka {@code bootstrap.servers} and whatever security needs
   * @param listener hears what each batch changed
   */
  public ViewFeed(
      Map<String, Object> kafka,
      EventConsumer events,
      ViewWriter writer,
      ViewListener listener,
      MeterRegistry meters) {
    this.settings = new HashMap<>(kafka);
    this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    this.settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    this.events = events;
    this.writer = writer;
    this.listener = listener;
    this.identity = new LogIdentity(kafka, List.of(RANKED, DECIDED));
    this.lag = meters.gauge("wood.curation.view.lag", new AtomicLong());
    this.read = meters.counter("wood.curation.view.events");
    this.broken = meters.counter("wood.curation.view.broken");
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** True once the view has held all that stood in the log when the service started. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    closing.countDown();
    KafkaConsumer<String, byte[]> consumer = polling;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void run() {
    while (!closed()) {
      try (KafkaConsumer<String, byte[]> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        polling = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("woken up to stop");
      } catch (KafkaException | ViewException e) {
        LOG.warnf("The view stands still: %s; trying again", e.getMessage());
        pause();
      } finally {
        polling = null;
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Map<LogPosition, Long> positions = positions(ends);
    consumer.assign(partitions);
    partitions.forEach(
        partition -> consumer.seek(partition, positions.getOrDefault(position(partition), 0L)));
    try (WriteBehind writing = new WriteBehind(batch -> listener.changed(writer.apply(batch)))) {
      follow(consumer, ends, writing);
    }
  }

  /**
   * At first rankings alone: a decision then finds its image, so that the rows of both are appended
   * and not changed.
   */
  private void follow(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, WriteBehind writing) {
    List<TopicPartition> decided =
        ends.keySet().stream().filter(partition -> partition.topic().equals(DECIDED)).toList();
    consumer.pause(decided);
    long checked = System.nanoTime();
    boolean reached = false;
    while (!closed()) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        writing.add(batch(records));
        read.increment(records.count());
      }
      lag.set(behind(consumer, ends));
      if (!consumer.paused().isEmpty() && isReached(consumer, ends, RANKED)) {
        consumer.resume(decided);
      }
      reached =
          reached || (isReached(consumer, ends, RANKED) && isReached(consumer, ends, DECIDED));
      if (reached) {
        writing.await();
        reached();
      }
      if (System.nanoTime() - checked > NEW_PARTITIONS.toNanos()) {
        checked = System.nanoTime();
        if (partitions(consumer).size() != ends.size()) {
          return;
        }
      }
    }
  }

  private static boolean isReached(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, String topic) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  private void reached() {
    if (!caughtUp) {
      writer.complete();
      caughtUp = true;
      listener.caughtUp();
    }
  }

  /** A view of another log, or of more than there is, is forgotten. */
  private Map<LogPosition, Long> positions(Map<TopicPartition, Long> ends) {
    String log = identity.read();
    if (writer.follow(log)) {
      LOG.info("The view belonged to another log: building it again");
    }
    Map<LogPosition, Long> positions = writer.positions();
    boolean beyond =
        ends.entrySet().stream()
            .anyMatch(end -> positions.getOrDefault(position(end.getKey()), 0L) > end.getValue());
    if (!beyond) {
      return positions;
    }
    LOG.warn("The view holds more than the log: building it again");
    writer.follow("");
    writer.follow(log);
    return Map.of();
  }

  private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(RANKED, DECIDED)) {
      consumer
          .partitionsFor(topic, PATIENCE)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  private LogBatch batch(ConsumerRecords<String, byte[]> records) {
    List<CandidateRanked> ranked = new ArrayList<>();
    List<CurationDecided> decided = new ArrayList<>();
    Map<LogPosition, Long> next = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      next.put(new LogPosition(record.topic(), record.partition()), record.offset() + 1);
      try {
        if (record.topic().equals(RANKED)) {
          ranked.add(events.read(record, CandidateRanked.class));
        } else {
          decided.add(events.read(record, CurationDecided.class));
        }
      } catch (PermanentFailure e) {
        broken.increment();
        LOG.warnf("Skipped: %s", e.getMessage());
      }
    }
    return new LogBatch(ranked, decided, next);
  }

  private static long behind(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(
            end ->
                consumer
                    .currentLag(end.getKey())
                    .orElseGet(() -> end.getValue() - consumer.position(end.getKey(), PATIENCE)))
        .sum();
  }

  private static LogPosition position(TopicPartition partition) {
    return new LogPosition(partition.topic(), partition.partition());
  }

  private void pause() {
    try {
      closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }
}
