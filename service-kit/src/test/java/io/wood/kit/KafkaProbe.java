package io.wood.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.kit.event.TopicLog;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** An external tool at the broker of a test: it writes and reads records as they are. */
public final class KafkaProbe implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> settings;
  private final KafkaProducer<String, byte[]> producer;

  /** A probe at this broker. */
  public KafkaProbe(String servers) {
    this(Map.of("bootstrap.servers", servers));
  }

  private KafkaProbe(Map<String, Object> settings) {
    this.settings = settings;
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A probe at the broker of the running test. */
  public static KafkaProbe ofTest() {
    return new KafkaProbe(
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  /** A probe at the broker of the running test that compresses its batches. */
  public static KafkaProbe compressing(String codec) {
    return new KafkaProbe(
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            "compression.type",
            codec));
  }

  /** Writes an event as a foreign tool might: no headers. */
  public void publish(Event event) {
    send(Topic.of(event.getClass()).topicName(), event.key(), Json.canonical(event));
  }

  /** Writes a record; headers are names and values in turn. */
  public void send(String topic, String key, byte[] value, String... headers) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot write to " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Waits until so many events that match are on their topic; passes over broken records. */
  public <E extends Event> List<E> await(
      Class<E> type, int count, Duration timeout, Predicate<E> matching) {
    List<E> events = new ArrayList<>();
    scan(
        Topic.of(type).topicName(),
        timeout,
        record -> {
          read(record, type).filter(matching).ifPresent(events::add);
          return events.size() >= count;
        });
    return events;
  }

  private static <E extends Event> Optional<E> read(
      ConsumerRecord<String, byte[]> record, Class<E> type) {
    try {
      return Optional.of(Json.read(record.value(), type));
    } catch (InvalidJsonException e) {
      return Optional.empty();
    }
  }

  /** The events that are on their topic now. */
  public <E extends Event> Stream<E> present(Class<E> type) {
    List<E> events = new ArrayList<>();
    new TopicLog(settings).read(type, Map.of(), events::add);
    return events.stream();
  }

  /** Waits for the first record that matches. */
  public ConsumerRecord<String, byte[]> await(
      String topic, Duration timeout, Predicate<ConsumerRecord<String, byte[]>> matching) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    scan(topic, timeout, record -> matching.test(record) && found.add(record));
    return found.get(0);
  }

  private void scan(
      String topic, Duration timeout, Predicate<ConsumerRecord<String, byte[]>> done) {
    long end = System.nanoTime() + timeout.toNanos();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      boolean seen = false;
      while (!seen) {
        if (System.nanoTime() > end) {
          throw new AssertionError("waited " + timeout + " for records on " + topic);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          seen |= done.test(record);
        }
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
