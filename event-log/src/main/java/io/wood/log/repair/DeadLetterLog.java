package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.api.repair.DeadLetterDetail;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterPage;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.log.LogReader;
import io.wood.log.LogUnavailableException;
import io.wood.log.MissingTopicException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads the dead-letter topics from their start at each call. They are short: dead letters are the
 * exception, and are kept for four weeks.
 *
 * <p>Every method throws {@link LogUnavailableException} when Kafka does not answer.
 */
public final class DeadLetterLog {
  private final Map<String, Object> kafka;
  private final Duration timeout;

  /**
   * Connects at each read.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   * @param timeout how long a read waits for the next record before it fails
   */
  public DeadLetterLog(Map<String, Object> kafka, Duration timeout) {
    this.kafka = new HashMap<>(kafka);
    this.timeout = timeout;
  }

  /** Returns the newest letters that match, and how many do. */
  public DeadLetterPage page(DeadLetterFilter filter, int limit) {
    List<DeadLetterSummary> found = all(filter);
    return new DeadLetterPage(found.stream().limit(limit).toList(), found.size());
  }

  /** Returns all letters that match, newest first. */
  public List<DeadLetterSummary> all(DeadLetterFilter filter) {
    LetterFold fold = new LetterFold();
    read(filter.topic(), fold);
    return fold.letters().stream()
        .filter(filter::selects)
        .sorted(Comparator.comparing(DeadLetterSummary::at).reversed())
        .toList();
  }

  /** Returns a letter with its content; empty when there is none with this id. */
  public Optional<DeadLetterDetail> find(String id) {
    Optional<LetterPlace> place =
        LetterPlace.parse(id).filter(at -> DeadLetterTopics.original(at.at().topic()).isPresent());
    if (place.isEmpty()) {
      return Optional.empty();
    }
    String topic = DeadLetterTopics.original(place.get().at().topic()).orElseThrow().topicName();
    try (LetterReader reader = reader()) {
      return all(new DeadLetterFilter(topic, "", "", "", true)).stream()
          .filter(letter -> letter.id().equals(id))
          .findFirst()
          .flatMap(letter -> reader.record(place.get()).map(record -> detail(letter, record)));
    }
  }

  /** Opens a reader of single records. */
  LetterReader reader() {
    return new LetterReader(kafka, timeout);
  }

  private static DeadLetterDetail detail(
      DeadLetterSummary letter, ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(LetterHeaders.PREFIX) && header.value() != null) {
        headers.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return new DeadLetterDetail(
        letter, headers, record.value() == null ? "" : LetterText.of(record.value()));
  }

  /** Reads one topic, or all that exist and that this process may read: a service reads its own. */
  private void read(String topic, LetterFold fold) {
    try (LogReader reader = new LogReader(kafka, DeadLetterTopics.of(topic), timeout)) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      Map<TopicPartition, Long> ends = new HashMap<>();
      (topic.isEmpty() ? reader.visibleExtents() : reader.extents())
          .forEach(
              (at, extent) -> {
                if (extent.end() > extent.first()) {
                  starts.put(at, extent.first());
                  ends.put(at, extent.end());
                }
              });
      reader.seek(starts);
      reader.readTo(ends, fold::add);
    } catch (MissingTopicException e) {
      // A topic that does not exist yet holds no dead letters.
      return;
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  static LogUnavailableException unavailable(KafkaException e) {
    return new LogUnavailableException("cannot read the dead letters: " + e.getMessage(), e);
  }
}
