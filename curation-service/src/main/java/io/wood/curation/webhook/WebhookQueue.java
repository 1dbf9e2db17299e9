package io.wood.curation.webhook;

import io.wood.curation.status.CandidateOutcomes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
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

  private final Consumer<String, byte[]> consumer;
  private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private long lastCommit = System.nanoTime();

  WebhookQueue(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
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

  /** Commits where a new group begins: it may be away when the first records come. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (committed.get(partition) == null) {
        starts.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      }
    }
    if (!starts.isEmpty()) {
      consumer.commitSync(starts);
    }
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
