package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.api.repair.DeadLetterDetail;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterPage;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.log.LogExtent;
import io.wood.log.LogReader;
import io.wood.log.LogUnavailableException;
import io.wood.log.MissingTopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;

/**
 * Reads the dead-letter topics from their start at each call. They are short: dead letters are the
 * exception, and are kept for four weeks.
 *
 * <p>Every method throws {@link LogUnavailableException} when Kafka does not answer.
 */
public final class DeadLetterLog {
  private static final Duration POLL = Duration.ofMillis(250);

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
    read(existing(DeadLetterTopics.of(filter.topic())), fold);
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
    return all(new DeadLetterFilter(topic, "", "", "", true)).stream()
        .filter(letter -> letter.id().equals(id))
        .findFirst()
        .flatMap(letter -> record(place.get()).map(record -> detail(letter, record)));
  }

  /** Returns the record at a place; empty when it is deleted or was never there. */
  Optional<ConsumerRecord<String, byte[]>> record(LetterPlace place) {
    try (LogReader reader = reader(List.of(place.at().topic()))) {
      LogExtent extent = reader.extents().getOrDefault(place.at(), new LogExtent(0, 0));
      if (place.offset() < extent.first() || place.offset() >= extent.end()) {
        return Optional.empty();
      }
      reader.seek(Map.of(place.at(), place.offset()));
      long deadline = System.nanoTime() + timeout.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
          return Optional.of(record).filter(found -> found.offset() == place.offset());
        }
      }
      throw new LogUnavailableException("no record arrived from " + place.text(), null);
    } catch (MissingTopicException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw unavailable(e);
    }
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

  /** Those of all topics that exist and that this process may read: a service reads its own. */
  private List<String> existing(List<String> topics) {
    List<String> left = new ArrayList<>(topics);
    while (!left.isEmpty()) {
      try (LogReader reader = reader(left)) {
        reader.extents();
        return left;
      } catch (MissingTopicException e) {
        if (!left.removeAll(e.topics())) {
          throw e;
        }
      } catch (TopicAuthorizationException e) {
        if (topics.size() == 1 || !left.removeAll(e.unauthorizedTopics())) {
          throw unavailable(e);
        }
      } catch (KafkaException e) {
        throw unavailable(e);
      }
    }
    return left;
  }

  private void read(List<String> topics, LetterFold fold) {
    if (topics.isEmpty()) {
      return;
    }
    try (LogReader reader = reader(topics)) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      Map<TopicPartition, Long> ends = new HashMap<>();
      reader
          .extents()
          .forEach(
              (at, extent) -> {
                if (extent.end() > extent.first()) {
                  starts.put(at, extent.first());
                  ends.put(at, extent.end());
                }
              });
      reader.seek(starts);
      long lastProgress = System.nanoTime();
      while (!reader.isAt(ends)) {
        for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
          fold.add(record);
          lastProgress = System.nanoTime();
        }
        if (System.nanoTime() - lastProgress > timeout.toNanos()) {
          throw new LogUnavailableException("no dead letter arrived for " + timeout, null);
        }
      }
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  private LogReader reader(List<String> topics) {
    return new LogReader(kafka, new ArrayList<>(topics), timeout);
  }

  private static LogUnavailableException unavailable(KafkaException e) {
    return new LogUnavailableException("cannot read the dead letters: " + e.getMessage(), e);
  }
}
