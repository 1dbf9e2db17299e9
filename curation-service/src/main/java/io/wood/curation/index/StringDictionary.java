package io.wood.curation.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives names small numbers: a million candidates share few classes, models, sources, people. */
final class StringDictionary {
  /** The number of a name that was never given one. */
  static final int UNKNOWN = -1;

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The number of a name, a new one if need be; {@link #UNKNOWN} for null. */
  int code(String name) {
    if (name == null) {
      return UNKNOWN;
    }
    Integer known = codes.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  int find(String name) {
    return codes.getOrDefault(name, UNKNOWN);
  }

  String name(int code) {
    return names.get(code);
  }
}
