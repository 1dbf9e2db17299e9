package io.wood.log;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Where a {@link LogFollower} puts what it reads. Called by its thread alone. */
public interface LogSink {

  /**
   * Begins to take records; called again after each failure.
   *
   * @param extents what the log holds now
   */
  Session open(Map<TopicPartition, LogExtent> extents);

  /** One connection to the log. */
  interface Session extends AutoCloseable {

    /** Returns the offsets to read from; partitions that are not named are read from offset 0. */
    Map<TopicPartition, Long> positions();

    /**
     * Takes records, each partition in order. When it throws, the follower opens a new session and
     * asks for the positions again.
     */
    void accept(ConsumerRecords<String, byte[]> records);

    /** Called after each poll once everything that was in the log at the start has been given. */
    default void caughtUp() {}

    @Override
    default void close() {}
  }
}
