package io.wood.log.repair;

import io.wood.contracts.event.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names of the dead-letter topics. */
final class DeadLetterTopics {
  private DeadLetterTopics() {}

  /**
   * Returns the dead-letter topic of a topic, or all of them for an empty name.
   *
   * @throws IllegalArgumentException when there is no such topic
   */
  static List<String> of(String topic) {
    if (topic.isEmpty()) {
      return Arrays.stream(Topic.values()).map(Topic::deadLetterName).toList();
    }
    return List.of(
        Topic.named(topic)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no topic '%s'; topics are %s"
                            .formatted(
                                topic,
                                Arrays.stream(Topic.values()).map(Topic::topicName).toList())))
            .deadLetterName());
  }

  /** Returns the topic whose dead letters are on this one. */
  static Optional<Topic> original(String deadLetters) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.deadLetterName().equals(deadLetters))
        .findFirst();
  }
}
