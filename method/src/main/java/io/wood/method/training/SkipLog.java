package io.wood.method.training;

import io.wood.method.training.Batch.Skipped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which images could not be read: told once each. How many are too many is for the listener to say.
 */
final class SkipLog {
  private final Set<String> known = new HashSet<>();
  private final TrainingListener listener;

  SkipLog(TrainingListener listener) {
    this.listener = listener;
  }

  void add(Collection<Skipped> skipped) {
    for (Skipped one : skipped) {
      String id = one.row().source().id(one.row().index());
      if (known.add(id)) {
        listener.skipped(id, one.reason());
      }
    }
  }

  int count() {
    return known.size();
  }
}
