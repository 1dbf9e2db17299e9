package io.wood.curation.index;

import io.wood.curation.model.Generation;
import io.wood.curation.model.RankedScore;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each generation ranked each image: 8 bytes per slot and generation. So an image that the log
 * has twice counts once.
 */
final class GenerationTimes {
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Generation> generations = new HashMap<>();
  private final Map<String, long[]> times = new HashMap<>();

  /** The generations, newest first. */
  List<Generation> newestFirst() {
    return generations.values().stream()
        .sorted(Comparator.comparingLong(Generation::rankedAt).reversed())
        .toList();
  }

  /** When a generation ranked an image for the last time; {@link #NEVER} if it did not. */
  long rankedAt(int slot, String weights) {
    long[] ofGeneration = times.get(weights);
    return ofGeneration == null || slot >= ofGeneration.length ? NEVER : ofGeneration[slot];
  }

  void add(int slot, RankedScore ranking) {
    String weights = ranking.weights();
    long before = rankedAt(slot, weights);
    long[] ofGeneration = times.getOrDefault(weights, new long[0]);
    if (slot >= ofGeneration.length) {
      int length = ofGeneration.length;
      ofGeneration = Arrays.copyOf(ofGeneration, Math.max(1024, slot + slot / 2));
      Arrays.fill(ofGeneration, length, ofGeneration.length, NEVER);
      times.put(weights, ofGeneration);
    }
    ofGeneration[slot] = Math.max(before, ranking.rankedAt());
    Generation now = Generation.of(ranking, before == NEVER ? 1 : 0);
    generations.merge(weights, now, Generation::plus);
  }
}
