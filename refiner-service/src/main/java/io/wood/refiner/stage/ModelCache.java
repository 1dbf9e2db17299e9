package io.wood.refiner.stage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Loaded networks by the hash of their weights, a few at a time. One that is in use is never
 * released; of the others the one that was used last the longest ago goes first.
 */
final class ModelCache<T> {
  private final int limit;
  private final Consumer<T> release;
  private final Map<String, Slot<T>> slots = new LinkedHashMap<>(8, .75f, true);

  ModelCache(int limit, Consumer<T> release) {
    this.limit = limit;
    this.release = release;
  }

  /** Works with the network, loading it when it is not there. */
  <R> R use(String key, Supplier<T> load, Function<T, R> work) {
    Slot<T> slot = take(key);
    try {
      return work.apply(slot.value(load));
    } finally {
      giveBack(slot);
    }
  }

  private synchronized Slot<T> take(String key) {
    Slot<T> slot = slots.computeIfAbsent(key, any -> new Slot<>());
    slot.users++;
    return slot;
  }

  private synchronized void giveBack(Slot<T> slot) {
    slot.users--;
    Iterator<Slot<T>> eldest = slots.values().iterator();
    while (slots.size() > limit && eldest.hasNext()) {
      Slot<T> candidate = eldest.next();
      if (candidate.users == 0) {
        eldest.remove();
        candidate.release(release);
      }
    }
  }

  /** Loads once, however many ask at the same time; a failed load is tried again by the next. */
  private static final class Slot<T> {
    private int users;
    private T value;

    synchronized T value(Supplier<T> load) {
      if (value == null) {
        value = load.get();
      }
      return value;
    }

    synchronized void release(Consumer<T> release) {
      if (value != null) {
        release.accept(value);
      }
    }
  }
}
