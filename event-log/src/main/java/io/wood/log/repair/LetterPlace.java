package io.wood.log.repair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a record is: {@code TOPIC-PARTITION@OFFSET}, as messages and dead letters name it.
 *
 * @param at its partition
 * @param offset in it
 */
record LetterPlace(TopicPartition at, long offset) {
  private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

  static Optional<LetterPlace> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LetterPlace(
                new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  String text() {
    return text(at.topic(), at.partition(), offset);
  }

  static String text(String topic, Object partition, Object offset) {
    return topic + "-" + partition + "@" + offset;
  }
}
