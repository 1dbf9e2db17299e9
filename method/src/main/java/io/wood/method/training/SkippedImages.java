package io.wood.method.training;

import io.wood.method.data.ImageBatch.Skipped;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which images could not be read: told once each. How many are too many is for the listener to say.
 */
final class SkippedImages {
  private final Map<String, String> known = new LinkedHashMap<>();
  private final TrainingListener listener;

  SkippedImages(TrainingListener listener) {
    this.listener = listener;
  }

  void add(Collection<Skipped> skipped) {
    for (Skipped one : skipped) {
      String id = one.row().source().id(one.row().index());
      if (known.putIfAbsent(id, one.reason()) == null) {
        listener.skipped(id, one.reason());
      }
    }
  }

  /** Goes on from what a checkpoint knew: a resumed run does not repeat every look. */
  void restore(Map<String, String> before) {
    before.forEach(
        (id, reason) -> {
          if (known.putIfAbsent(id, reason) == null) {
            listener.skippedBefore(id, reason);
          }
        });
  }

  /** Reasons by image, in the order in which they were met. */
  Map<String, String> known() {
    return Collections.unmodifiableMap(known);
  }

  int count() {
    return known.size();
  }
}
