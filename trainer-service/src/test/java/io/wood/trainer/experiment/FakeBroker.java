package io.wood.trainer.experiment;

import io.wood.contracts.event.Event;
import io.wood.kit.event.EventPublisher;
import io.wood.kit.event.TransientFailure;
import io.wood.log.InvalidCutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Topics in memory, of two partitions each; a test can make it fail. */
public final class FakeBroker implements EventPublisher, EventLog {
  private static final int PARTITIONS = 2;

  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, Long> firsts = new HashMap<>();
  private int failures;
  private Predicate<Event> refused = event -> false;
  private Error death;

  /** Reading kills the process from now on; null ends that. */
  public synchronized void killReaders(Error by) {
    death = by;
  }

  public synchronized void failNext(int publishings) {
    failures = publishings;
  }

  /** Publishing these events fails from now on. */
  public synchronized void refuse(Predicate<Event> events) {
    refused = events;
  }

  @Override
  public synchronized void publish(Event event) {
    if (refused.test(event)) {
      throw new TransientFailure("the broker refuses this event in this test", null);
    }
    if (failures > 0) {
      failures--;
      throw new TransientFailure("the broker fails for this test", null);
    }
    events.add(event);
  }

  public synchronized <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Deletes the records of a partition below an offset from all topics, as retention does. */
  public synchronized void deleteBelow(int partition, long first) {
    firsts.put(partition, first);
  }

  private void requireWithin(Map<Integer, Long> upTo, List<? extends Event> events) {
    upTo.forEach(
        (partition, offset) -> {
          long end = events.stream().filter(event -> partition(event) == partition).count();
          if (offset > end) {
            throw new InvalidCutException(
                "offset %d of partition %d is beyond its end %d".formatted(offset, partition, end),
                "Name offsets inside the log");
          }
          if (offset > 0 && offset < first(partition)) {
            throw new InvalidCutException(
                "offset %d of partition %d is before its first record %d: older ones are deleted"
                    .formatted(offset, partition, first(partition)),
                "Restore the topic from a backup");
          }
        });
  }

  private long first(int partition) {
    return firsts.getOrDefault(partition, 0L);
  }

  private static int partition(Event event) {
    return Math.floorMod(event.key().hashCode(), PARTITIONS);
  }

  /** Per partition, the offset after the last event. */
  public synchronized Map<Integer, Long> ends(Class<? extends Event> type) {
    return read(type, Map.of(), event -> {});
  }

  @Override
  public synchronized <E extends Event> Map<Integer, Long> read(
      Class<E> type, Map<Integer, Long> upTo, Consumer<E> reader) {
    if (death != null) {
      throw death;
    }
    Map<Integer, Long> next = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      next.put(partition, 0L);
    }
    requireWithin(upTo, all(type));
    for (E event : all(type)) {
      int partition = partition(event);
      long offset = next.get(partition);
      if (upTo.isEmpty() || offset < upTo.getOrDefault(partition, 0L)) {
        if (offset >= first(partition)) {
          reader.accept(event);
        }
        next.put(partition, offset + 1);
      }
    }
    return next;
  }
}
