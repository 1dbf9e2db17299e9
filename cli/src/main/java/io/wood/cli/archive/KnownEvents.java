package io.wood.cli.archive;

import io.wood.cli.client.EventTail;
import io.wood.contracts.event.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Knows which events are in the log; reads each topic once. */
public final class KnownEvents {
  private final EventTail tail;
  private final Map<Class<? extends Event>, Set<String>> ids = new HashMap<>();

  public KnownEvents(EventTail tail) {
    this.tail = tail;
  }

  /** True if an event of this id is in the log. */
  public boolean contains(Event event) {
    return ids.computeIfAbsent(event.getClass(), this::read).contains(event.eventId());
  }

  private Set<String> read(Class<? extends Event> type) {
    Set<String> known = new HashSet<>();
    tail.readAll(type, event -> known.add(event.eventId()));
    return known;
  }
}
