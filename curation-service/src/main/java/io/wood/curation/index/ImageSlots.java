package io.wood.curation.index;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Assigns slots 0, 1, 2, … to images in order of arrival and looks them up. An open-addressing hash
 * table over SHA-256 hashes that are stored as four words each in one array: 40 to 48 bytes per
 * image.
 */
final class ImageSlots {
  /** No slot: the image is unknown. */
  static final int NONE = -1;

  private static final int WORDS = 4;
  private static final int DIGITS = 16;

  private long[] words = new long[WORDS * 1024];
  private int[] table = new int[4096];
  private int size;

  int size() {
    return size;
  }

  /** The slot of an image (64 hexadecimal digits), {@link #NONE} when unknown. */
  int find(String image) {
    int place = place(word(image, 0), word(image, 1), word(image, 2), word(image, 3));
    return table[place] - 1;
  }

  /** The slot of an image; assigns the next one when the image is new. */
  int add(String image) {
    long first = word(image, 0);
    long second = word(image, 1);
    long third = word(image, 2);
    long fourth = word(image, 3);
    int place = place(first, second, third, fourth);
    if (table[place] > 0) {
      return table[place] - 1;
    }
    if (WORDS * size == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[WORDS * size] = first;
    words[WORDS * size + 1] = second;
    words[WORDS * size + 2] = third;
    words[WORDS * size + 3] = fourth;
    table[place] = ++size;
    if (2 * size > table.length) {
      grow();
    }
    return size - 1;
  }

  String image(int slot) {
    HexFormat format = HexFormat.of();
    StringBuilder digits = new StringBuilder(WORDS * DIGITS);
    for (int i = 0; i < WORDS; i++) {
      digits.append(format.toHexDigits(words[WORDS * slot + i]));
    }
    return digits.toString();
  }

  /** Compares two slots by their hashes. */
  int compare(int one, int other) {
    for (int i = 0; i < WORDS; i++) {
      int order = Long.compareUnsigned(words[WORDS * one + i], words[WORDS * other + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Compares the hash of a slot with a hash. */
  int compare(int slot, String image) {
    for (int i = 0; i < WORDS; i++) {
      int order = Long.compareUnsigned(words[WORDS * slot + i], word(image, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static long word(String image, int index) {
    return Long.parseUnsignedLong(image, index * DIGITS, (index + 1) * DIGITS, DIGITS);
  }

  /** The index of a hash in the table, or the free one where it would be inserted. */
  private int place(long first, long second, long third, long fourth) {
    int mask = table.length - 1;
    int place = (int) (first ^ first >>> 32) & mask;
    while (table[place] > 0 && !isAt(table[place] - 1, first, second, third, fourth)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int slot, long first, long second, long third, long fourth) {
    int at = WORDS * slot;
    return words[at] == first
        && words[at + 1] == second
        && words[at + 2] == third
        && words[at + 3] == fourth;
  }

  private void grow() {
    table = new int[2 * table.length];
    for (int slot = 0; slot < size; slot++) {
      int at = WORDS * slot;
      table[place(words[at], words[at + 1], words[at + 2], words[at + 3])] = slot + 1;
    }
  }
}
