package io.wood.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events with CloudEvents headers (Kafka protocol binding, binary content mode). */
public final class EventSender implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final String source;

  /**
   * Sends with a producer.
   *
   * @param source for the CloudEvents header
   */
  public EventSender(Producer<String, byte[]> producer, String source) {
    this.producer = producer;
    this.source = source;
  }

  EventSender(Map<String, Object> kafka, String source) {
    this(producer(kafka), source);
  }

  private static Producer<String, byte[]> producer(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Sends without waiting; {@link #await} waits for the acknowledgement. */
  public Future<RecordMetadata> send(Event event) {
    return producer.send(record(event, source));
  }

  static ProducerRecord<String, byte[]> record(Event event, String source) {
    Topic topic = Topic.of(event.getClass());
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic.topicName(), event.key(), Json.canonical(event));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", event.eventId());
    header(record, "ce_type", topic.type());
    header(record, "ce_source", source);
    header(record, "ce_time", Instant.now().toString());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /** Returns when Kafka has acknowledged the event. */
  public static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "Kafka did not accept an event: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
