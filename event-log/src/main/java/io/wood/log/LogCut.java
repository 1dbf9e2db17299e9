package io.wood.log;

import io.wood.contracts.event.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Compares a cut of a topic (per partition, the first offset not to read) with what it holds. */
final class LogCut {
  private static final Logger LOG = System.getLogger(LogCut.class.getName());

  private LogCut() {}

  /** Refuses a cut that names offsets beyond the end or before the first record. */
  static void requireWithin(
      Topic topic, Map<Integer, Long> cut, Map<TopicPartition, LogExtent> extents) {
    cut.forEach(
        (number, offset) -> {
          LogExtent extent =
              extents.getOrDefault(
                  new TopicPartition(topic.topicName(), number), new LogExtent(0, 0));
          if (offset < 0 || offset > extent.end()) {
            throw new InvalidCutException(
                "offset %d of partition %d of %s is beyond its end %d"
                    .formatted(offset, number, topic.topicName(), extent.end()),
                "Name offsets inside the log, or none to read all of it");
          }
          if (offset > 0 && offset < extent.first()) {
            throw new InvalidCutException(
                "offset %d of partition %d of %s is before its first record %d: older ones are deleted"
                    .formatted(offset, number, topic.topicName(), extent.first()),
                "Restore the topic from a backup, or name later offsets");
          }
        });
  }

  /** Returns the partitions that have something to read below the cut, and where to end. */
  static Map<TopicPartition, Long> ends(
      Topic topic, Map<Integer, Long> cut, Map<TopicPartition, LogExtent> extents) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    extents.forEach(
        (at, extent) -> {
          long end = cut.getOrDefault(at.partition(), 0L);
          if (!cut.containsKey(at.partition()) && extent.end() > 0) {
            LOG.log(
                Level.WARNING,
                "{0} is not read: the cut was taken before this partition existed",
                at);
          }
          if (end > extent.first()) {
            ends.put(at, end);
          }
        });
    return ends;
  }

  /** Logs a warning when records of a topic that is kept for ever were deleted. */
  static void warnOfDeleted(Topic topic, Map<TopicPartition, LogExtent> extents) {
    extents.forEach(
        (at, extent) ->
            deleted(at, 0, extent.first()).ifPresent(text -> LOG.log(Level.WARNING, text)));
  }

  /** Describes records that should still exist and do not. */
  static Optional<String> deleted(TopicPartition at, long position, long first) {
    boolean kept = Topic.named(at.topic()).map(topic -> topic.retention().isEmpty()).orElse(false);
    return kept && position < first
        ? Optional.of(
            "%s begins at offset %d, though it is kept for ever: records %d to %d are deleted and"
                    .formatted(at, first, position, first - 1)
                + " are missing in what is read; restore them from a backup, and check the topic's"
                + " retention.ms (-1)")
        : Optional.empty();
  }
}
