package io.wood.curation.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.function.IntPredicate;

/**
 * Slots in the order of pages. A batch moves what lies between its places in one go; looking each
 * slot up and comparing it would take far longer.
 */
final class ScoreOrder {
  private final BitSet placed = new BitSet();
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
  void place(Collection<Integer> slots, SlotOrder by) {
    remove(slots);
    int[] sorted =
        slots.stream().distinct().sorted(by::compare).mapToInt(Integer::intValue).toArray();
    if (size + sorted.length > order.length) {
      order = Arrays.copyOf(order, size + Math.max(sorted.length, size / 4));
    }
    int end = size;
    for (int i = sorted.length - 1; i >= 0; i--) {
      int slot = sorted[i];
      int position = first(end, other -> by.compare(slot, other) < 0);
      System.arraycopy(order, position, order, position + i + 1, end - position);
      order[position + i] = slot;
      end = position;
    }
    size += sorted.length;
    slots.forEach(placed::set);
  }

  private void remove(Collection<Integer> slots) {
    BitSet moved = new BitSet();
    slots.stream().filter(placed::get).forEach(moved::set);
    if (moved.isEmpty()) {
      return;
    }
    int length = 0;
    for (int i = 0; i < size; i++) {
      if (!moved.get(order[i])) {
        order[length++] = order[i];
      }
    }
    size = length;
  }

  /** The first position whose slot lies behind some place; all after it do too. */
  int first(IntPredicate isBehind) {
    return first(size, isBehind);
  }

  private int first(int end, IntPredicate isBehind) {
    int low = 0;
    int high = end;
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
