package io.wood.cli.archive;

import io.wood.cli.client.EventTail;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RefinementCompleted;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Knows which events are in the log; reads each topic once. */
public final class KnownEvents {
  private final BiConsumer<Class<? extends Event>, Consumer<Event>> readAll;
  private final Map<Class<? extends Event>, Map<String, Instant>> times = new HashMap<>();

  public KnownEvents(EventTail tail) {
    this((type, each) -> tail.readAll(type, each::accept));
  }

  KnownEvents(BiConsumer<Class<? extends Event>, Consumer<Event>> readAll) {
    this.readAll = readAll;
  }

  /** True if an event of this id is in the log, and not of an earlier completion. */
  public boolean contains(Event event) {
    Instant known = times.computeIfAbsent(event.getClass(), this::read).get(event.eventId());
    return known != null && !known.isBefore(time(event));
  }

  private Map<String, Instant> read(Class<? extends Event> type) {
    Map<String, Instant> known = new HashMap<>();
    readAll.accept(
        type, event -> known.merge(event.eventId(), time(event), (a, b) -> a.isBefore(b) ? b : a));
    return known;
  }

  /** A refinement that is retried is completed again under the same id. */
  private static Instant time(Event event) {
    return event instanceof RefinementCompleted completed ? completed.completedAt() : Instant.MIN;
  }
}
