package io.wood.method.training;

import io.wood.method.training.Batch.Skipped;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Which images could not be read: told once each, and a limit on how many. */
final class SkipLog {
  /** So many may always be broken ... */
  private static final int FEW = 10;

  /** ... and so many of each hundred. */
  private static final int PERCENT = 5;

  private final Map<String, String> reasons = new TreeMap<>();
  private final TrainingListener listener;
  private final long limit;

  SkipLog(long images, TrainingListener listener) {
    this.listener = listener;
    this.limit = Math.max(FEW, images * PERCENT / 100);
  }

  void add(Collection<Skipped> skipped, long step) {
    for (Skipped one : skipped) {
      String id = one.row().source().id(one.row().index());
      if (reasons.putIfAbsent(id, one.reason()) == null) {
        listener.skipped(id, one.reason());
      }
    }
    if (reasons.size() > limit) {
      throw new TrainingFailedException(
          "too many images cannot be read, the last one because: "
              + skipped.iterator().next().reason(),
          step,
          Map.of("skipped", (double) reasons.size(), "limit", (double) limit),
          "Mend or remove the images named as skipped.");
    }
  }

  int count() {
    return reasons.size();
  }
}
