package io.wood.refiner.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the values that were used last, up to a number; loads the others. */
final class RecentValues<T> {
  private final Map<String, T> values;

  RecentValues(int limit) {
    this.values =
        new LinkedHashMap<>(8, .75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > limit;
          }
        };
  }

  /** Returns a value; loads it if it is not kept. Two callers at once may both load it. */
  T get(String key, Supplier<T> load) {
    synchronized (values) {
      T known = values.get(key);
      if (known != null) {
        return known;
      }
    }
    T loaded = load.get();
    synchronized (values) {
      values.put(key, loaded);
    }
    return loaded;
  }
}
