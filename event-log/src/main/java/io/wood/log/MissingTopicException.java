package io.wood.log;

import java.util.Collection;
import java.util.List;

/** Topics do not exist yet: the deployment creates them, perhaps after this process starts. */
public final class MissingTopicException extends LogUnavailableException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> topics;

  MissingTopicException(Collection<String> topics) {
    super(
        "waiting for %s to be created (does not exist yet)".formatted(String.join(", ", topics)),
        null);
    this.topics = List.copyOf(topics);
  }

  /** Returns the names of the topics. */
  public List<String> topics() {
    return topics;
  }
}
