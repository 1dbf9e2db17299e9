package io.wood.curation.view;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest dismissals of images that the view does not know. Most of them were never ranked and
 * are no concern of the review; but the ranking by an earlier classifier may arrive a moment later,
 * because it travels on another topic.
 */
final class RecentDismissals {
  private static final int CAPACITY = 10_000;

  private final Map<String, Long> times =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > CAPACITY;
        }
      };

  void add(String image, long at) {
    times.merge(image, at, Math::max);
  }

  /** When the image was dismissed for the last time; 0 for not lately. */
  long of(String image) {
    return times.getOrDefault(image, 0L);
  }
}
