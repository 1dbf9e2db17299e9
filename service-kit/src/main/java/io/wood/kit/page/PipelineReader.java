package io.wood.kit.page;

import io.wood.contracts.event.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Reads the counts of the pipeline from Kafka. A reading is reused for a second, a failed one for
 * ten; while one thread reads, the others get the previous counts at once.
 */
final class PipelineReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PipelineReader.class);
  private static final Duration REUSE = Duration.ofSeconds(1);
  private static final Duration REUSE_FAILED = Duration.ofSeconds(10);

  /** The consumer group of the ranker, as its application.properties names it. */
  private static final String RANKER_GROUP = "ranker-service";

  private static final Set<String> TOPICS =
      Stream.of(
              Topic.CANDIDATES_PUBLISHED,
              Topic.CANDIDATES_RANKED,
              Topic.CANDIDATES_DISMISSED,
              Topic.CURATION_DECIDED,
              Topic.EXPERIMENTS_REQUESTED,
              Topic.CLASSIFIERS_TRAINED,
              Topic.REFINEMENTS_COMPLETED)
          .map(Topic::topicName)
          .collect(Collectors.toUnmodifiableSet());

  private final TopicSizes sizes;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Reading last = new Reading(PipelineCounts.UNKNOWN, Instant.MIN);

  /**
   * Counts and until when they are reused.
   *
   * @param counts as read
   * @param until the instant after which they are read again
   */
  private record Reading(PipelineCounts counts, Instant until) {}

  PipelineReader(TopicSizes sizes, Clock clock) {
    this.sizes = sizes;
    this.clock = clock;
  }

  /** The counts of about now; blocks for a few seconds at most. */
  PipelineCounts counts() {
    if (clock.instant().isAfter(last.until()) && reading.tryLock()) {
      try {
        last = read();
      } finally {
        reading.unlock();
      }
    }
    return last.counts();
  }

  private Reading read() {
    try {
      PipelineCounts counts =
          counts(sizes.measure(TOPICS, RANKER_GROUP, Topic.CANDIDATES_PUBLISHED.topicName()));
      return new Reading(counts, clock.instant().plus(REUSE));
    } catch (KafkaException e) {
      LOG.warnf("the counts of the pipeline are unknown: %s", e.getMessage());
      return new Reading(PipelineCounts.UNKNOWN, clock.instant().plus(REUSE_FAILED));
    }
  }

  private static PipelineCounts counts(TopicSizes.Measurement measured) {
    Map<String, Long> records = measured.records();
    return new PipelineCounts(
        records.get(Topic.CANDIDATES_PUBLISHED.topicName()),
        measured.lag(),
        records.get(Topic.CANDIDATES_RANKED.topicName()),
        records.get(Topic.CANDIDATES_DISMISSED.topicName()),
        records.get(Topic.CURATION_DECIDED.topicName()),
        records.get(Topic.EXPERIMENTS_REQUESTED.topicName()),
        records.get(Topic.CLASSIFIERS_TRAINED.topicName()),
        records.get(Topic.REFINEMENTS_COMPLETED.topicName()));
  }

  @Override
  public void close() {
    sizes.close();
  }
}
