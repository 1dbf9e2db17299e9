package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.log.LogUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the records of a repair. Methods throw {@link UnrepairableException} when Kafka refuses
 * one, and {@link LogUnavailableException} when it does not answer.
 */
final class LetterWriter implements AutoCloseable {
  private static final String WRITE_TIMEOUT_MILLIS = "15000";
  private static final int AWAIT_SECONDS = 20;

  private final Producer<String, byte[]> producer;

  LetterWriter(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Connects; the settings may hold those of a consumer too. */
  static LetterWriter connect(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WRITE_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new LetterWriter(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
  }

  /** Publishes the letter's record again, then marks the letter; returns what was done. */
  String redrive(DeadLetterSummary letter, ProducerRecord<String, byte[]> record, String by) {
    RecordMetadata sent = await(record);
    String place = LetterPlace.text(sent.topic(), sent.partition(), sent.offset());
    try {
      await(marker(letter, place, by));
    } catch (UnrepairableException e) {
      throw new UnrepairableException(
          "published again as %s, but it stays in the list: %s".formatted(place, e.getMessage()),
          e);
    }
    return "published again as " + place;
  }

  /** Marks the letter as given up; returns what was done. */
  String drop(DeadLetterSummary letter, String by) {
    await(marker(letter, "", by));
    return "dropped";
  }

  /** The marker lies behind its letter in the same partition, so it is kept at least as long. */
  private static ProducerRecord<String, byte[]> marker(
      DeadLetterSummary letter, String redrivenTo, String by) {
    LetterPlace place = LetterPlace.parse(letter.id()).orElseThrow();
    ProducerRecord<String, byte[]> marker =
        new ProducerRecord<>(place.at().topic(), place.at().partition(), letter.key(), null);
    header(marker, LetterHeaders.LETTER, Long.toString(place.offset()));
    header(marker, LetterHeaders.REPAIRED_BY, by);
    if (!redrivenTo.isEmpty()) {
      header(marker, LetterHeaders.REDRIVEN_TO, redrivenTo);
    }
    return marker;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String text) {
    record.headers().add(name, text.getBytes(UTF_8));
  }

  private RecordMetadata await(ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get(AWAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof TopicAuthorizationException
          || cause instanceof RecordTooLargeException) {
        throw new UnrepairableException(
            "Kafka refuses the record for %s: %s".formatted(record.topic(), cause.getMessage()), e);
      }
      throw new LogUnavailableException(
          "Kafka did not take the record for %s: %s".formatted(record.topic(), cause.getMessage()),
          e);
    } catch (TimeoutException e) {
      throw new LogUnavailableException("Kafka did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
