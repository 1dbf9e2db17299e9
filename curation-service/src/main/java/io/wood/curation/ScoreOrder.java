package io.wood.curation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Slots in the order of pages. A batch is merged in at once, in one pass over what is there. */
final class ScoreOrder {
  private int[] order = new int[0];
  private int size;

  /** Which of two slots comes first. */
  interface SlotOrder {
    /** Negative when {@code one} comes before {@code other}. */
    int compare(int one, int other);
  }

  int size() {
    return size;
  }

  int slot(int position) {
    return order[position];
  }

  /**
   * Brings slots to where they belong, those that stood elsewhere before included.
   *
   * @param slots new ones, and ones whose score is another now
   */
  void place(List<Integer> slots, SlotOrder by) {
    int[] sorted =
        slots.stream().distinct().sorted(by::compare).mapToInt(Integer::intValue).toArray();
    BitSet moved = new BitSet();
    Arrays.stream(sorted).forEach(moved::set);
    int[] merged = new int[Math.max(size + sorted.length, Math.min(2 * size, size + 65_536))];
    int length = 0;
    int next = 0;
    for (int i = 0; i < size; i++) {
      int slot = order[i];
      if (moved.get(slot)) {
        continue;
      }
      while (next < sorted.length && by.compare(sorted[next], slot) < 0) {
        merged[length++] = sorted[next++];
      }
      merged[length++] = slot;
    }
    while (next < sorted.length) {
      merged[length++] = sorted[next++];
    }
    order = merged;
    size = length;
  }

  /** The first position whose slot lies behind some place; all after it do too. */
  int first(IntPredicate isBehind) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBehind.test(order[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
