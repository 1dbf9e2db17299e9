package io.wood.curation.view;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wood.contracts.event.CandidateDismissed;
import io.wood.contracts.event.CandidateRanked;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.GenerationChosen;
import io.wood.contracts.event.Topic;
import io.wood.log.EventRecords;
import io.wood.log.LogExtent;
import io.wood.log.LogFollower;
import io.wood.log.LogSink;
import io.wood.log.UnreadableEventException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Writes the log into the view. Every replica has the whole view, and the view itself stores the
 * offsets up to which it holds the log. A record that is not an event is logged, counted and
 * skipped.
 *
 * <p>At first it reads rankings alone: a decision then finds its image, so that the rows of both
 * are appended and not changed, and a dismissal finds what it takes out of the queue.
 */
public final class ViewFeed implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ViewFeed.class);

  /** Small, so that what is read is garbage before the collector looks at it twice. */
  private static final int BATCH = 500;

  private static final int FETCH_BYTES = 2 << 20;

  private static final String READER =
      EventShapes.of(
          List.of(
              CandidateRanked.class,
              CurationDecided.class,
              CandidateDismissed.class,
              GenerationChosen.class));

  private static final String RANKED = Topic.CANDIDATES_RANKED.topicName();
  private static final String DECIDED = Topic.CURATION_DECIDED.topicName();
  private static final String DISMISSED = Topic.CANDIDATES_DISMISSED.topicName();
  private static final String CHOSEN = Topic.GENERATIONS_CHOSEN.topicName();

  private final ViewWriter writer;
  private final DecisionRescue rescue;
  private final ViewListener listener;
  private final LogIdentity identity;
  private final Counter read;
  private final Counter broken;
  private final LogFollower follower;
  private volatile boolean caughtUp;

  /**
   * Feeds from {@link #start} on.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   * @param rescue saves the decisions of a view before it is emptied
   * @param listener is notified of what each batch changed
   */
  public ViewFeed(
      Map<String, Object> kafka,
      ViewWriter writer,
      DecisionRescue rescue,
      ViewListener listener,
      MeterRegistry meters) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    List<String> topics = List.of(RANKED, DECIDED, DISMISSED, CHOSEN);
    this.writer = writer;
    this.rescue = rescue;
    this.listener = listener;
    this.identity = new LogIdentity(kafka, topics);
    this.read = meters.counter("wood.curation.view.events");
    this.broken = meters.counter("wood.curation.view.broken");
    this.follower = new LogFollower("view-feed", settings, topics, true, this::open);
    meters.gauge("wood.curation.view.lag", follower, feed -> feed.state().lag());
  }

  public void start() {
    follower.start();
  }

  /** Returns the thread that reads the log. */
  public LogFollower follower() {
    return follower;
  }

  /** Returns true once the view has held all that was in the log when the service started. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  @Override
  public void close() {
    follower.close();
  }

  private LogSink.Session open(Map<TopicPartition, LogExtent> extents) {
    return new Writing(positions(identity.read(), extents));
  }

  /**
   * Where the view goes on in the log. A view of another log, or one that holds more than the log,
   * is emptied.
   *
   * @param log identifies the log
   */
  Map<TopicPartition, Long> positions(String log, Map<TopicPartition, LogExtent> extents) {
    if (writer.isOfAnotherLog(log)) {
      rescue.write(writer);
    }
    writer.follow(log);
    if (writer.rewind(READER)) {
      LOG.info("Reading again what another version of this service skipped");
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    writer
        .positions()
        .forEach(
            (at, offset) -> positions.put(new TopicPartition(at.topic(), at.partition()), offset));
    boolean beyond =
        extents.entrySet().stream()
            .anyMatch(
                extent -> positions.getOrDefault(extent.getKey(), 0L) > extent.getValue().end());
    if (!beyond) {
      return positions;
    }
    LOG.warn("The view holds more than the log: publishing its decisions, building it again");
    rescue.publish(writer);
    writer.follow("");
    writer.follow(log);
    writer.rewind(READER);
    return Map.of();
  }

  private LogBatch batch(ConsumerRecords<String, byte[]> records) {
    List<CandidateRanked> ranked = new ArrayList<>();
    List<CurationDecided> decided = new ArrayList<>();
    List<CandidateDismissed> dismissed = new ArrayList<>();
    List<GenerationChosen> chosen = new ArrayList<>();
    Map<LogPosition, Long> next = new HashMap<>();
    Map<LogPosition, Long> skipped = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      LogPosition at = new LogPosition(record.topic(), record.partition());
      next.put(at, record.offset() + 1);
      try {
        if (record.topic().equals(RANKED)) {
          ranked.add(EventRecords.read(record, CandidateRanked.class));
        } else if (record.topic().equals(DISMISSED)) {
          dismissed.add(EventRecords.read(record, CandidateDismissed.class));
        } else if (record.topic().equals(CHOSEN)) {
          chosen.add(EventRecords.read(record, GenerationChosen.class));
        } else {
          decided.add(EventRecords.read(record, CurationDecided.class));
        }
      } catch (UnreadableEventException e) {
        broken.increment();
        skipped.putIfAbsent(at, record.offset());
        LOG.warnf("Skipped: %s", e.getMessage());
      }
    }
    return new LogBatch(ranked, decided, dismissed, chosen, next, skipped);
  }

  /** Writes batches while the next ones are read; once at the end of the log, each one at once. */
  private final class Writing implements LogSink.Session {
    private final Map<TopicPartition, Long> positions;
    private final WriteBehind batches =
        new WriteBehind(batch -> listener.changed(writer.apply(batch)));

    Writing(Map<TopicPartition, Long> positions) {
      this.positions = positions;
    }

    @Override
    public Map<TopicPartition, Long> positions() {
      return positions;
    }

    @Override
    public void accept(ConsumerRecords<String, byte[]> records) {
      batches.add(batch(records));
      read.increment(records.count());
    }

    @Override
    public void caughtUp() {
      batches.await();
      if (!caughtUp) {
        writer.complete();
        caughtUp = true;
        listener.caughtUp();
      }
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
