package io.wood.refiner.stage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Caches a few loaded networks by the hash of their weights. A network in use is never released; of
 * the others the least recently used one is released first.
 */
final class ModelCache<T> {
  private final int limit;
  private final Consumer<T> release;
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>(8, .75f, true);

  ModelCache(int limit, Consumer<T> release) {
    this.limit = limit;
    this.release = release;
  }

  /** Applies a function to the network; loads it first if necessary. */
  <R> R use(String key, Supplier<T> load, Function<T, R> work) {
    Entry<T> entry = acquire(key);
    try {
      return work.apply(entry.value(load));
    } finally {
      release(entry);
    }
  }

  private synchronized Entry<T> acquire(String key) {
    Entry<T> entry = entries.computeIfAbsent(key, any -> new Entry<>());
    entry.users++;
    return entry;
  }

  private synchronized void release(Entry<T> entry) {
    entry.users--;
    Iterator<Entry<T>> eldest = entries.values().iterator();
    while (entries.size() > limit && eldest.hasNext()) {
      Entry<T> candidate = eldest.next();
      if (candidate.users == 0) {
        eldest.remove();
        candidate.release(release);
      }
    }
  }

  /** Loads once, even for concurrent users; the next user retries a failed load. */
  private static final class Entry<T> {
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
