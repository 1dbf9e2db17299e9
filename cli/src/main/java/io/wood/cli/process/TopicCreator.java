package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that do not exist. Existing ones stay unchanged, except that decisions and
 * orders are written to the disk one by one: with one broker, a power cut would lose acknowledged
 * records that are only in the page cache.
 */
final class TopicCreator {
  private static final short ONE_BROKER = 1;
  private static final String EACH = "1";

  private TopicCreator() {}

  static void create(Admin admin) {
    createMissing(admin);
    flush(admin);
  }

  private static void createMissing(Admin admin) {
    for (var result : admin.createTopics(all()).values().entrySet()) {
      try {
        result.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new CommandFailedException(
              "topic " + result.getKey() + " cannot be created: " + e.getCause().getMessage(), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailedException("interrupted while creating topics", e);
      }
    }
  }

  /** For all of them, because topics of older versions do not have the setting. */
  private static void flush(Admin admin) {
    try {
      admin.incrementalAlterConfigs(flushed()).all().get();
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "the topics cannot be configured: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted while configuring topics", e);
    }
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> flushed() {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topic topic : Topic.values()) {
      if (topic.isFlushed()) {
        changes.put(
            new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
            List.of(
                new AlterConfigOp(
                    new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, EACH),
                    AlterConfigOp.OpType.SET)));
      }
    }
    return changes;
  }

  static List<NewTopic> all() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topics.add(topic(topic.topicName(), topic.partitions(), topic.retention()));
      topics.add(
          topic(
              topic.deadLetterName(),
              topic.partitions(),
              Optional.of(Topic.DEAD_LETTER_RETENTION)));
    }
    return topics;
  }

  private static NewTopic topic(String name, int partitions, Optional<Duration> retention) {
    String millis = Long.toString(retention.map(Duration::toMillis).orElse(-1L));
    return new NewTopic(name, partitions, ONE_BROKER)
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, millis));
  }
}
