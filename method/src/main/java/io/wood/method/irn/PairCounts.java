package io.wood.method.irn;

import io.wood.method.image.LabelMap;
import io.wood.method.walk.CellPath;
import java.util.List;

/**
 * Counts the pairs of a batch that are background, of one class, or of different classes. A pair
 * counts when neither label is 255.
 *
 * @param background both labels 0
 * @param foreground equal labels above 0
 * @param negative different labels
 */
public record PairCounts(long background, long foreground, long negative) {
  static final int NOT_COUNTED = 0;
  public static final int BACKGROUND = 1;
  static final int FOREGROUND = 2;
  public static final int NEGATIVE = 3;

  /** The kind of the pair of two labels. */
  public static int kind(byte a, byte b) {
    if (a == (byte) LabelMap.IGNORE || b == (byte) LabelMap.IGNORE) {
      return NOT_COUNTED;
    }
    return a != b ? NEGATIVE : a == 0 ? BACKGROUND : FOREGROUND;
  }

  public static PairCounts of(PathIndex index, List<LabelMap> maps) {
    long[] counts = new long[4];
    for (LabelMap map : maps) {
      byte[] labels = map.labels();
      for (CellPath path : index.paths()) {
        int offset = index.targetOffset(path);
        for (int i = 0; i < index.sources(); i++) {
          int source = index.source(i);
          counts[kind(labels[source], labels[source + offset])]++;
        }
      }
    }
    return new PairCounts(counts[BACKGROUND], counts[FOREGROUND], counts[NEGATIVE]);
  }
}
