package io.wood.curation.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.function.IntPredicate;

/**
 * The slots in page order. A batch is merged from its end, so that each part of the array moves
 * once; inserting slot by slot would take far longer.
 */
final class ScoreOrder {
  private final BitSet placed = new BitSet();
  private int[] order = new int[0];
  private int size;

  /** The order of two slots. */
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
   * Inserts slots at their positions; slots that are present already move.
   *
   * @param slots new slots and slots with a changed score
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

  /** The first position whose slot passes; all later ones must pass too. */
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
