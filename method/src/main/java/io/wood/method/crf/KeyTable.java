package io.wood.method.crf;

/** Numbers keys from 1 in the order of arrival; a hash table with open addressing. */
final class KeyTable {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long[] keys;
  private int[] numbers;
  private int shift;
  private int size;

  KeyTable() {
    resize(14);
  }

  private void resize(int logCapacity) {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[1 << logCapacity];
    numbers = new int[1 << logCapacity];
    shift = 64 - logCapacity;
    for (int i = 0; oldKeys != null && i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  private int slot(long key) {
    int slot = (int) ((key * MULTIPLIER) >>> shift);
    while (numbers[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  /** The number of the key; assigns the next one to a new key. */
  int add(long key) {
    int slot = slot(key);
    if (numbers[slot] == 0) {
      if (2 * size >= keys.length) {
        resize(65 - shift);
        slot = slot(key);
      }
      keys[slot] = key;
      numbers[slot] = ++size;
    }
    return numbers[slot];
  }

  /** The number of the key; 0 when it is unknown. */
  int find(long key) {
    return numbers[slot(key)];
  }

  /** The keys by number; index 0 is unused. */
  long[] byNumber() {
    long[] result = new long[size + 1];
    for (int i = 0; i < keys.length; i++) {
      result[numbers[i]] = keys[i];
    }
    return result;
  }
}
