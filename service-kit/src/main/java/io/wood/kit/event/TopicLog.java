package io.wood.kit.event;

import io.wood.contracts.event.Event;
import io.wood.log.InvalidCutException;
import io.wood.log.LogUnavailableException;
import io.wood.log.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Reads a whole topic from offset 0 up to a cut: the log as a function of its offsets. What the
 * reader reports as unavailable is a {@link TransientFailure} here, as for everything a service
 * does with Kafka.
 */
public class TopicLog {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final TopicReader reader;

  /**
   * Reads with these Kafka settings.
   *
   * @param kafka {@code bootstrap.servers} and the settings for security
   */
  public TopicLog(Map<String, Object> kafka) {
    this.reader = new TopicReader(kafka, TIMEOUT);
  }

  /**
   * Gives every event below the cut to the sink, each partition in order. Records that hold no such
   * event are skipped and logged.
   *
   * @param upTo per partition, the offset of the first record not to read; empty for the end as it
   *     is now
   * @return the cut: per partition, the offset of the first record that was not read
   * @throws InvalidCutException when the cut names offsets that the log does not have
   * @throws TransientFailure when Kafka does not answer for a minute, or the topic does not exist
   *     yet
   */
  public <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> sink) {
    return reading(() -> reader.read(type, upTo, sink));
  }

  /**
   * Reads a part of one partition, until its end or until the caller has seen enough; see {@link
   * TopicReader#read(Class, int, long, long, ObjLongConsumer, BooleanSupplier)}.
   *
   * @throws TransientFailure when Kafka does not answer
   */
  public <E extends Event> void read(
      Class<E> type,
      int partition,
      long from,
      long to,
      ObjLongConsumer<E> sink,
      BooleanSupplier ended) {
    reading(
        () -> {
          reader.read(type, partition, from, to, sink, ended);
          return true;
        });
  }

  /**
   * Returns, per partition, the offset after the last record; reads no record.
   *
   * @throws TransientFailure when Kafka does not answer, or the topic does not exist yet
   */
  public Map<Integer, Long> ends(Class<? extends Event> type) {
    return reading(() -> reader.ends(type));
  }

  /**
   * Returns whether an event of this id is on its topic. Reads what the topic has received since a
   * time.
   *
   * @param since when the event arose; clocks may differ by a minute
   * @throws TransientFailure when Kafka does not answer
   */
  public boolean holds(Event event, Instant since) {
    return reading(() -> reader.holds(event, since.minus(CLOCK_TOLERANCE)));
  }

  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LogUnavailableException e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }
}
