package io.wood.curation.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodes names as small numbers: candidates share few classes, models, sources and reviewers. */
final class StringDictionary {
  /** The code of an unknown name. */
  static final int UNKNOWN = -1;

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The code of a name; assigns the next one to a new name; {@link #UNKNOWN} for null. */
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

  /** The code of a name, {@link #UNKNOWN} when it has none. */
  int find(String name) {
    return codes.getOrDefault(name, UNKNOWN);
  }

  String name(int code) {
    return names.get(code);
  }
}
