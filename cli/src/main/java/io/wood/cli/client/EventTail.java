package io.wood.cli.client;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.event.Event;
import io.wood.log.LogUnavailableException;
import io.wood.log.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Reads topics for the commands. It reports a broker that does not answer as a failed command.
 * Records that are not events are left to the services, which put them on the dead-letter topics.
 */
public final class EventTail {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final TopicReader reader;

  EventTail(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    this.reader = new TopicReader(settings, TIMEOUT);
  }

  /**
   * Passes on events as they arrive until the handler has enough.
   *
   * @param since older events are skipped
   * @param enough receives an event and returns true to end
   * @param ended called between two polls; true ends as well
   */
  public <E extends Event> void follow(
      Class<E> type, Instant since, Predicate<E> enough, BooleanSupplier ended) {
    reading(
        () -> {
          reader.follow(type, since, enough, ended);
          return true;
        });
  }

  /** Passes on every event that is in the topic now. */
  public <E extends Event> void readAll(Class<E> type, Consumer<E> each) {
    reading(() -> reader.read(type, Map.of(), each));
  }

  /** Returns, per partition, the offset after the last event. */
  public Map<Integer, Long> ends(Class<? extends Event> type) {
    return reading(() -> reader.ends(type));
  }

  /** Returns how many events the topic has had. */
  public long count(Class<? extends Event> type) {
    return ends(type).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns, per partition, the offset of the first event that is not older than the instant. */
  public Map<Integer, Long> offsetsAt(Class<? extends Event> type, Instant instant) {
    return reading(() -> reader.offsetsAt(type, instant));
  }

  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LogUnavailableException e) {
      throw new CommandFailedException("Kafka does not answer: " + e.getMessage(), e);
    }
  }
}
