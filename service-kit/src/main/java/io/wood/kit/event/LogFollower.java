package io.wood.kit.event;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Every event of some topics, from offset 0 and then as they come, on one thread of its own. It
 * belongs to no consumer group, so that every replica sees the whole log: the way to keep a view in
 * memory. Each partition is in order; topics are not ordered among each other.
 */
public final class LogFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final EventConsumer events;
  private final Map<String, Class<? extends Event>> types;
  private final Consumer<Event> sink;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Follows from {@link #start} on.
   *
   * @param kafka {@code bootstrap.servers} and whatever security needs
   * @param types the events to follow
   * @param sink gets them, one at a time
   */
  public LogFollower(
      Map<String, Object> kafka,
      EventConsumer events,
      Set<Class<? extends Event>> types,
      Consumer<Event> sink) {
    this.settings = new HashMap<>(kafka);
    this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.events = events;
    this.types =
        types.stream().collect(Collectors.toMap(type -> Topic.of(type).topicName(), type -> type));
    this.sink = sink;
    this.thread = new Thread(this::follow, "log-follower");
    this.thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Waits until everything that stood in the log at the start has been given to the sink. */
  public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** True once everything that stood in the log at the start has been given to the sink. */
  public boolean isCaughtUp() {
    return caughtUp.getCount() == 0;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void follow() {
    Map<TopicPartition, Long> next = new HashMap<>();
    while (!closed) {
      KafkaConsumer<String, byte[]> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
      try {
        follow(consumer, next);
      } catch (KafkaException e) {
        if (!closed) {
          LOG.warnf("following %s: %s; trying again", types.keySet(), e.toString());
          pause();
        }
      } finally {
        Thread.interrupted(); // an interrupted consumer would not close in order
        consumer.close(CloseOptions.timeout(FAREWELL));
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> next) {
    List<TopicPartition> partitions =
        types.keySet().stream()
            .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    while (!closed) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        give(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      if (!isCaughtUp()
          && partitions.stream().allMatch(p -> consumer.position(p, PATIENCE) >= ends.get(p))) {
        caughtUp.countDown();
      }
    }
  }

  private void give(ConsumerRecord<String, byte[]> record) {
    Event event;
    try {
      event = events.read(record, types.get(record.topic()));
    } catch (PermanentFailure e) {
      LOG.warnf("skipped: %s", e.getMessage());
      return;
    }
    sink.accept(event);
  }

  private void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      if (!closed) {
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
  }
}
