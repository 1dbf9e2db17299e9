package io.wood.log.repair;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/**
 * Repairs dead letters. {@link #redrive} publishes the record again as it was (key, headers, body)
 * and then writes a marker; {@link #drop} writes the marker alone. When the process ends between
 * the two writes, the letter stays in the list and can be published again: handlers have effects
 * once. A record that fails again has a new dead letter.
 */
public final class DeadLetterRepair {
  private static final int RESULTS = 100;

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
  }

  /**
   * Publishes records again on their topics.
   *
   * @param by who asks for it; kept with the letter
   * @throws LogUnavailableException when Kafka does not answer
   */
  public RepairReport redrive(RepairRequest request, String by) {
    try (LetterReader reader = log.reader()) {
      return repair(request, (writer, letter) -> writer.redrive(letter, again(reader, letter), by));
    }
  }

  /**
   * Gives letters up: they leave the list.
   *
   * @param by who asks for it; kept with the letter
   * @throws LogUnavailableException when Kafka does not answer
   */
  public RepairReport drop(RepairRequest request, String by) {
    return repair(request, (writer, letter) -> writer.drop(letter, by));
  }

  private interface LetterWork {
    /** Returns what was done; throws {@link UnrepairableException} when it cannot be done. */
    String run(LetterWriter writer, DeadLetterSummary letter);
  }

  private RepairReport repair(RepairRequest request, LetterWork work) {
    List<LetterResult> results = new ArrayList<>();
    List<DeadLetterSummary> letters = selected(request, results);
    try (LetterWriter writer = LetterWriter.connect(kafka)) {
      for (DeadLetterSummary letter : letters) {
        results.add(result(letter, work, writer));
      }
    } catch (KafkaException e) {
      throw new LogUnavailableException("Kafka takes no repair: " + e.getMessage(), e);
    }
    int repaired = (int) results.stream().filter(LetterResult::repaired).count();
    return new RepairReport(
        repaired, results.size() - repaired, results.stream().limit(RESULTS).toList());
  }

  private static LetterResult result(
      DeadLetterSummary letter, LetterWork work, LetterWriter writer) {
    try {
      return new LetterResult(letter.id(), true, work.run(writer, letter));
    } catch (UnrepairableException e) {
      return new LetterResult(letter.id(), false, e.getMessage());
    }
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

  /** Returns the record as it was; without a partition when the original's is not known. */
  private static ProducerRecord<String, byte[]> again(
      LetterReader reader, DeadLetterSummary letter) {
    Topic topic = Topic.named(letter.topic()).orElseThrow();
    ConsumerRecord<String, byte[]> whole =
        letter.cut() ? original(reader, topic, letter) : record(reader, letter.id());
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

  private static ConsumerRecord<String, byte[]> record(LetterReader reader, String id) {
    return LetterPlace.parse(id)
        .flatMap(reader::record)
        .orElseThrow(() -> new UnrepairableException("the dead letter was deleted meanwhile"));
  }

  /** A letter that was cut holds the beginning only: the whole is where the record was. */
  private static ConsumerRecord<String, byte[]> original(
      LetterReader reader, Topic topic, DeadLetterSummary letter) {
    String hash =
        LetterHeaders.text(record(reader, letter.id()).headers(), LetterHeaders.BODY_SHA256);
    return LetterPlace.parse(letter.place())
        .filter(place -> place.at().topic().equals(topic.topicName()))
        .flatMap(reader::record)
        .filter(found -> found.value() != null && Hashes.sha256(found.value()).equals(hash))
        .orElseThrow(
            () ->
                new UnrepairableException(
                    "the dead letter holds only the beginning of the record, and the whole is no"
                        + " longer at "
                        + letter.place()
                        + "; publish it again from its source"));
  }
}
