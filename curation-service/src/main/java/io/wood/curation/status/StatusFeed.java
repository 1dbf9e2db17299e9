package io.wood.curation.status;

import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.curation.view.EventShapes;
import io.wood.curation.view.LogIdentity;
import io.wood.log.EventRecords;
import io.wood.log.LogExtent;
import io.wood.log.LogFollower;
import io.wood.log.LogSink;
import io.wood.log.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Follows the topics about candidates and writes them into the {@link StatusStore}. */
public final class StatusFeed implements LogSink, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StatusFeed.class);

  /** What the view reads, by topic. */
  static final Map<String, Class<? extends Event>> TYPES =
      byTopic(
          List.of(
              CandidatePublished.class,
              CandidateRanked.class,
              CandidateDismissed.class,
              ClassifierTrained.class));

  private final StatusStore store;
  private final LogIdentity identity;
  private final LogFollower follower;

  /**
   * Follows from {@link #start} on.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   */
  public StatusFeed(Map<String, Object> kafka, StatusStore store) {
    List<String> topics = TYPES.keySet().stream().sorted().toList();
    this.store = store;
    this.identity = new LogIdentity(kafka, topics);
    this.follower = new LogFollower("candidate-status", kafka, topics, false, this);
  }

  /** Events by the names of their topics. */
  static Map<String, Class<? extends Event>> byTopic(List<Class<? extends Event>> types) {
    return types.stream()
        .collect(Collectors.toMap(type -> Topic.of(type).topicName(), Function.identity()));
  }

  public void start() {
    follower.start();
  }

  /** Returns the thread that reads the log. */
  public LogFollower follower() {
    return follower;
  }

  @Override
  public Session open(Map<TopicPartition, LogExtent> extents) {
    // What a version cannot read it skips, so one that reads other events builds the file again.
    store.follow(identity.read() + " " + EventShapes.of(TYPES.values()));
    return new Writing();
  }

  @Override
  public void close() {
    follower.close();
  }

  /** Writes record by record; the same record again changes nothing. */
  private final class Writing implements Session {
    @Override
    public Map<TopicPartition, Long> positions() {
      return store.positions();
    }

    @Override
    public void accept(ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        try {
          store.add(
              EventRecords.read(record, TYPES.get(record.topic())),
              Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableEventException e) {
          LOG.debugf("no candidate: %s", e.getMessage());
        }
      }
      for (TopicPartition at : records.partitions()) {
        List<ConsumerRecord<String, byte[]>> read = records.records(at);
        store.advance(at, read.get(read.size() - 1).offset() + 1);
      }
    }
  }
}
