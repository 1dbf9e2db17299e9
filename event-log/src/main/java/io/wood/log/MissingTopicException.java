package io.wood.log;

import java.util.Collection;

/** Topics do not exist yet: the deployment creates them, perhaps after this process starts. */
public final class MissingTopicException extends LogUnavailableException {
  private static final long serialVersionUID = 1L;

  MissingTopicException(Collection<String> topics) {
    super(
        "waiting for %s to be created (does not exist yet)".formatted(String.join(", ", topics)),
        null);
  }
}
