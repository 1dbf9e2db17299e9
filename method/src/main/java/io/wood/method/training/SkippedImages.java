package io.wood.method.training;

import io.wood.method.data.ImageBatch.Skipped;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the images that could not be read and reports each once. The listener decides how many
 * are too many.
 */
final class SkippedImages {
  private final Map<String, String> known = new LinkedHashMap<>();
  private final TrainingListener listener;

  SkippedImages(TrainingListener listener) {
    this.listener = listener;
  }

  void add(Collection<Skipped> skipped) {
    for (Skipped one : skipped) {
      if (known.putIfAbsent(one.image(), one.reason()) == null) {
        listener.skipped(one.image(), one.reason());
      }
    }
  }

  /** Continues with the images of a checkpoint: a resumed run does not read every image again. */
  void restore(Map<String, String> before) {
    before.forEach(
        (id, reason) -> {
          if (known.putIfAbsent(id, reason) == null) {
            listener.skippedBefore(id, reason);
          }
        });
  }

  /** Reasons by image, in the order of their discovery. */
  Map<String, String> known() {
    return Collections.unmodifiableMap(known);
  }

  int count() {
    return known.size();
  }
}
