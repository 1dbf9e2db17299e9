package io.wood.contracts.api.repair;

import java.util.Locale;

/**
 * Selects dead letters; an empty or missing part selects all.
 *
 * @param topic name of the topic that the record was published on
 * @param reason part of the reason, in any case
 * @param key the record's key, or the image that it is about
 * @param source who published the record
 * @param repaired true for also those that are repaired or dropped already
 */
public record DeadLetterFilter(
    String topic, String reason, String key, String source, Boolean repaired) {
  /** All that wait for a repair. */
  public static final DeadLetterFilter OPEN = new DeadLetterFilter("", "", "", "", false);

  public DeadLetterFilter {
    topic = topic == null ? "" : topic;
    reason = reason == null ? "" : reason;
    key = key == null ? "" : key;
    source = source == null ? "" : source;
    repaired = repaired != null && repaired;
  }

  /** Returns the same filter without letters that are repaired already. */
  public DeadLetterFilter open() {
    return new DeadLetterFilter(topic, reason, key, source, false);
  }

  /** Returns whether it selects the letter. */
  public boolean selects(DeadLetterSummary letter) {
    return (repaired || letter.repair() == null)
        && (topic.isEmpty() || topic.equals(letter.topic()))
        && (key.isEmpty() || key.equals(letter.key()) || key.equals(letter.subject()))
        && (source.isEmpty() || source.equals(letter.source()))
        && (reason.isEmpty()
            || letter.reason().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT)));
  }
}
