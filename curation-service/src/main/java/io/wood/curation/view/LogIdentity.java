package io.wood.curation.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Identifies the log by its topic ids: a topic that was deleted and created again has a new id. */
public final class LogIdentity {
  private static final long TIMEOUT_SECONDS = 10;

  private final Map<String, Object> kafka;
  private final List<String> topics;

  public LogIdentity(Map<String, Object> kafka, List<String> topics) {
    this.kafka = new HashMap<>(kafka);
    this.kafka.keySet().retainAll(AdminClientConfig.configNames());
    this.topics = topics;
  }

  /** Returns the ids of the topics, the same as long as they exist. */
  public String read() {
    try (Admin admin = Admin.create(kafka)) {
      Map<String, TopicDescription> found =
          admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return topics.stream()
          .map(topic -> found.get(topic).topicId().toString())
          .collect(Collectors.joining(","));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("cannot read the ids of the topics " + topics, e);
    }
  }
}
