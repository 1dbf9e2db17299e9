package io.wood.curation.webhook;

import static java.util.stream.Collectors.toMap;

import io.wood.curation.status.CandidateOutcomes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that a member of a consumer group has in work, in order. It reads no more while some
 * wait, but polls, so that a receiver that is down does not cost it its partitions. An offset is
 * committed when everything before it is done; records of a partition that goes to another member
 * are dropped here, and the other member has them.
 */
final class WebhookQueue implements ConsumerRebalanceListener {
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

  /** Covers partitions that are added later, which are found within half a minute. */
  private static final Duration NEW_GROUP = Duration.ofMinutes(5);

  private final Consumer<String, byte[]> consumer;
  private final Clock clock;
  private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private long lastCommit = System.nanoTime();

  WebhookQueue(Consumer<String, byte[]> consumer, Clock clock) {
    this.consumer = consumer;
    this.clock = clock;
    consumer.subscribe(CandidateOutcomes.TOPICS, this);
  }

  /** Asks the broker; new records come only when none are left. */
  void poll(Duration wait) {
    if (records.isEmpty()) {
      consumer.resume(consumer.assignment());
    } else {
      consumer.pause(consumer.assignment());
    }
    consumer.poll(wait).forEach(records::add);
    if (System.nanoTime() - lastCommit > COMMIT_INTERVAL.toNanos()) {
      commit();
    }
  }

  /** Returns the oldest record; null when there is none. */
  ConsumerRecord<String, byte[]> head() {
    return records.peek();
  }

  /** Removes the oldest record: it need not come again. */
  void headDone() {
    ConsumerRecord<String, byte[]> head = records.remove();
    done.put(partition(head), new OffsetAndMetadata(head.offset() + 1));
  }

  void commit() {
    if (!done.isEmpty()) {
      consumer.commitSync(done);
      done.clear();
    }
    lastCommit = System.nanoTime();
  }

  /**
   * Begins a partition that is new to the group with its last minutes, and commits that at once:
   * the group may be away when the first record comes.
   */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Set<TopicPartition> fresh = new HashSet<>(partitions);
    fresh.removeIf(partition -> committed.get(partition) != null);
    if (!fresh.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
      starts(fresh).forEach((at, offset) -> starts.put(at, new OffsetAndMetadata(offset)));
      starts.forEach(consumer::seek);
      consumer.commitSync(starts);
    }
  }

  private Map<TopicPartition, Long> starts(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions));
    long since = clock.instant().minus(NEW_GROUP).toEpochMilli();
    consumer
        .offsetsForTimes(partitions.stream().collect(toMap(at -> at, at -> since)))
        .forEach(
            (at, found) -> {
              if (found != null) {
                starts.put(at, found.offset());
              }
            });
    return starts;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    records.removeIf(record -> partitions.contains(partition(record)));
    done.keySet().removeAll(partitions);
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
