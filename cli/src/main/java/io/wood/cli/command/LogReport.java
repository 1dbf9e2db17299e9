package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.event.Topic;
import io.wood.log.LogUnavailableException;
import io.wood.log.repair.DeadLetterLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Prints events and open dead letters of each topic, and the lag of each consumer group. */
final class LogReport {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String TIMEOUT_MILLIS = Long.toString(TIMEOUT.toMillis());

  private final String bootstrapServers;

  LogReport(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  void print(Terminal terminal) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS))) {
      Map<TopicPartition, Long> ends = ends(admin);
      Map<String, Long> events = new TreeMap<>();
      ends.forEach((partition, end) -> events.merge(partition.topic(), end, Long::sum));
      Map<String, Long> letters = letters();
      terminal.line(String.format("%-32s %9s %13s", "topic", "events", "dead letters"));
      for (Topic topic : Topic.values()) {
        terminal.line(
            String.format(
                "%-32s %9d %13d",
                topic.topicName(),
                events.getOrDefault(topic.topicName(), 0L),
                letters.getOrDefault(topic.topicName(), 0L)));
      }
      groups(admin, ends, terminal);
    }
  }

  /** Dead letters that wait for a repair, by the topic of their record. */
  private Map<String, Long> letters() {
    Map<String, Object> kafka =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try {
      return new DeadLetterLog(kafka, TIMEOUT)
          .all(DeadLetterFilter.OPEN).stream()
              .collect(Collectors.groupingBy(DeadLetterSummary::topic, Collectors.counting()));
    } catch (LogUnavailableException e) {
      throw new CommandFailedException("Kafka does not answer: " + e.getMessage(), e);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin) {
    List<String> names = Stream.of(Topic.values()).map(Topic::topicName).toList();
    Map<TopicPartition, OffsetSpec> wanted =
        get(admin.describeTopics(names).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> offsets = get(admin.listOffsets(wanted).all());
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static void groups(Admin admin, Map<TopicPartition, Long> ends, Terminal terminal) {
    List<String> groups =
        get(admin.listGroups().all()).stream().map(GroupListing::groupId).sorted().toList();
    if (!groups.isEmpty()) {
      terminal.line(String.format("%-32s %9s", "consumer group", "lag"));
    }
    for (String group : groups) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      long lag = 0;
      for (var entry : committed.entrySet()) {
        Long end = ends.get(entry.getKey());
        if (end != null && entry.getValue() != null) {
          lag += end - entry.getValue().offset();
        }
      }
      terminal.line(String.format("%-32s %9d", group, lag));
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new CommandFailedException("Kafka does not answer: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
