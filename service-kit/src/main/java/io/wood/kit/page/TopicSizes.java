package io.wood.kit.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Measures topics through Kafka's admin client: records on a topic (end minus beginning offsets)
 * and records that a consumer group has yet to handle. A topic that does not exist is left out.
 */
final class TopicSizes implements AutoCloseable {
  /** For a whole measurement, so that no request waits longer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private Admin admin;

  /**
   * Measures with these Kafka settings; connects at the first measurement.
   *
   * @param kafka {@code bootstrap.servers} and what security needs
   */
  TopicSizes(Map<String, Object> kafka) {
    this.settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
  }

  /**
   * Offsets of one topic by partition.
   *
   * @param begin of the first record
   * @param end of the next record to come
   */
  private record Bounds(long begin, long end) {}

  /**
   * Sizes of topics and the lag of a group.
   *
   * @param records on each topic that exists
   * @param lag records of the group's topic that it has yet to handle; null without that topic
   */
  record Measurement(Map<String, Long> records, Long lag) {}

  /**
   * Measures all topics at once.
   *
   * @param group consumer group whose lag is wanted
   * @param groupTopic the topic that the group reads
   * @throws KafkaException when the broker does not answer in time
   */
  synchronized Measurement measure(Set<String> topics, String group, String groupTopic) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try {
      if (admin == null) {
        admin = Admin.create(settings);
      }
      List<TopicPartition> partitions = partitions(topics, deadline);
      Map<TopicPartition, Bounds> bounds = bounds(partitions, deadline);
      Map<String, Long> records =
          partitions.stream()
              .collect(
                  Collectors.groupingBy(
                      TopicPartition::topic,
                      Collectors.summingLong(
                          partition ->
                              bounds.get(partition).end() - bounds.get(partition).begin())));
      return new Measurement(
          records,
          records.containsKey(groupTopic) ? lag(group, groupTopic, bounds, deadline) : null);
    } catch (ExecutionException e) {
      throw new KafkaException("topics cannot be measured: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new KafkaException("Kafka did not answer within " + TIMEOUT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private List<TopicPartition> partitions(Set<String> topics, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin
            .describeTopics(topics, new DescribeTopicsOptions().timeoutMs((int) TIMEOUT.toMillis()))
            .topicNameValues();
    List<TopicPartition> partitions = new ArrayList<>();
    for (KafkaFuture<TopicDescription> topic : described.values()) {
      try {
        TopicDescription description = await(topic, deadline);
        description
            .partitions()
            .forEach(
                info -> partitions.add(new TopicPartition(description.name(), info.partition())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return partitions;
  }

  private Map<TopicPartition, Bounds> bounds(Collection<TopicPartition> partitions, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> begins =
        offsets(partitions, OffsetSpec.earliest());
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends =
        offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> first = await(begins, deadline);
    return await(ends, deadline).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                end -> new Bounds(first.get(end.getKey()).offset(), end.getValue().offset())));
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    return admin
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(partition -> partition, p -> spec)))
        .all();
  }

  /** A partition without a committed offset is read from its beginning. */
  private long lag(String group, String topic, Map<TopicPartition, Bounds> bounds, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(
            admin
                .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group),
            deadline);
    return bounds.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(
            entry -> {
              OffsetAndMetadata offset = committed.get(entry.getKey());
              long begin = entry.getValue().begin();
              long next = offset == null ? begin : Math.max(begin, offset.offset());
              return Math.max(0, entry.getValue().end() - next);
            })
        .sum();
  }

  private static <T> T await(KafkaFuture<T> future, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(CLOSE_TIMEOUT);
    }
  }
}
