package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.api.repair.RepairReport;
import io.wood.contracts.api.repair.RepairReport.LetterResult;
import io.wood.contracts.api.repair.RepairRequest;
import io.wood.contracts.event.Topic;
import io.wood.log.LogUnavailableException;
import io.wood.store.Hashes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Repairs dead letters. {@link #redrive} publishes the record again as it was (key, headers, body)
 * and then writes a marker; {@link #drop} writes the marker alone. When the process ends between
 * the two writes, the letter stays in the list and can be published again: handlers have effects
 * once. A record that fails again has a new dead letter.
 */
public final class DeadLetterRepair {
  private static final int RESULTS = 100;
  private static final String WRITE_TIMEOUT_MILLIS = "15000";
  private static final int AWAIT_SECONDS = 20;

  private final DeadLetterLog log;
  private final Map<String, Object> kafka;

  /**
   * Connects at each repair.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   */
  public DeadLetterRepair(Map<String, Object> kafka, DeadLetterLog log) {
    this.log = log;
    this.kafka = new HashMap<>(kafka);
    this.kafka.keySet().retainAll(ProducerConfig.configNames());
    this.kafka.put(ProducerConfig.ACKS_CONFIG, "all");
    this.kafka.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    this.kafka.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE_TIMEOUT_MILLIS);
    this.kafka.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WRITE_TIMEOUT_MILLIS);
    this.kafka.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    this.kafka.put(ProducerConfig.LINGER_MS_CONFIG, 0);
  }

  /**
   * Publishes records again on their topics.
   *
   * @param by who asks for it; kept with the letter
   * @throws LogUnavailableException when Kafka does not answer
   */
  public RepairReport redrive(RepairRequest request, String by) {
    return repair(request, (producer, letter) -> redrive(producer, letter, by));
  }

  /**
   * Gives letters up: they leave the list.
   *
   * @param by who asks for it; kept with the letter
   * @throws LogUnavailableException when Kafka does not answer
   */
  public RepairReport drop(RepairRequest request, String by) {
    return repair(
        request,
        (producer, letter) -> {
          await(producer, marker(letter, "", by));
          return "dropped";
        });
  }

  private interface LetterWork {
    /** Returns what was done; throws {@link UnrepairableException} when it cannot be done. */
    String run(KafkaProducer<String, byte[]> producer, DeadLetterSummary letter);
  }

  /** A letter cannot be published again; the message says why. */
  private static final class UnrepairableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnrepairableException(String message) {
      super(message);
    }
  }

  private RepairReport repair(RepairRequest request, LetterWork work) {
    List<LetterResult> results = new ArrayList<>();
    int repaired = 0;
    int refused = 0;
    List<DeadLetterSummary> letters = selected(request, results);
    refused += results.size();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      for (DeadLetterSummary letter : letters) {
        LetterResult result;
        try {
          result = new LetterResult(letter.id(), true, work.run(producer, letter));
          repaired++;
        } catch (UnrepairableException e) {
          result = new LetterResult(letter.id(), false, e.getMessage());
          refused++;
        }
        results.add(result);
      }
    } catch (KafkaException e) {
      throw new LogUnavailableException("Kafka takes no repair: " + e.getMessage(), e);
    }
    return new RepairReport(repaired, refused, results.stream().limit(RESULTS).toList());
  }

  /** Returns the open letters of a request, oldest first; refuses ids that are none. */
  private List<DeadLetterSummary> selected(RepairRequest request, List<LetterResult> refused) {
    DeadLetterFilter filter =
        request.filter() == null ? DeadLetterFilter.OPEN : request.filter().open();
    List<DeadLetterSummary> open = new ArrayList<>(log.all(filter));
    Collections.reverse(open);
    if (!request.ids().isEmpty()) {
      Set<String> wanted = new HashSet<>(request.ids());
      open.removeIf(letter -> !wanted.contains(letter.id()));
      open.forEach(letter -> wanted.remove(letter.id()));
      wanted.stream()
          .sorted()
          .map(id -> new LetterResult(id, false, "no such dead letter waits for a repair"))
          .forEach(refused::add);
    }
    return open;
  }

  private String redrive(
      KafkaProducer<String, byte[]> producer, DeadLetterSummary letter, String by) {
    Topic topic = Topic.named(letter.topic()).orElseThrow();
    RecordMetadata sent = await(producer, again(topic, letter));
    String place = new LetterPlace(at(sent), sent.offset()).text();
    await(producer, marker(letter, place, by));
    return "published again as " + place;
  }

  private static TopicPartition at(RecordMetadata sent) {
    return new TopicPartition(sent.topic(), sent.partition());
  }

  /** Returns the record as it was; without a partition when the original's is not known. */
  private ProducerRecord<String, byte[]> again(Topic topic, DeadLetterSummary letter) {
    ConsumerRecord<String, byte[]> whole =
        letter.cut() ? original(topic, letter) : record(letter.id());
    Integer partition =
        LetterPlace.parse(letter.place()).map(place -> place.at().partition()).orElse(null);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic.topicName(), partition, whole.key(), whole.value());
    for (Header header : whole.headers()) {
      if (!header.key().startsWith(LetterHeaders.PREFIX)) {
        record.headers().add(header);
      }
    }
    return record;
  }

  private ConsumerRecord<String, byte[]> record(String id) {
    return LetterPlace.parse(id)
        .flatMap(log::record)
        .orElseThrow(() -> new UnrepairableException("the dead letter was deleted meanwhile"));
  }

  /** A letter that was cut holds the beginning only: the whole is where the record was. */
  private ConsumerRecord<String, byte[]> original(Topic topic, DeadLetterSummary letter) {
    String hash = LetterHeaders.text(record(letter.id()).headers(), LetterHeaders.BODY_SHA256);
    return LetterPlace.parse(letter.place())
        .filter(place -> place.at().topic().equals(topic.topicName()))
        .flatMap(log::record)
        .filter(found -> found.value() != null && Hashes.sha256(found.value()).equals(hash))
        .orElseThrow(
            () ->
                new UnrepairableException(
                    "the dead letter holds only the beginning of the record, and the whole is no"
                        + " longer at "
                        + letter.place()
                        + "; publish it again from its source"));
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

  private static RecordMetadata await(
      KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get(AWAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new LogUnavailableException(
          "Kafka did not take the record for %s: %s"
              .formatted(record.topic(), e.getCause().getMessage()),
          e);
    } catch (TimeoutException e) {
      throw new LogUnavailableException("Kafka did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    }
  }
}
