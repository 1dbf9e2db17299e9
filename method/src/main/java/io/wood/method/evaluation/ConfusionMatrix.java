package io.wood.method.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * Counts pixels by (true class, predicted class); background is class 0. Pixels of truth 255 are
 * left out. Not thread-safe: count per image, then add up.
 */
public final class ConfusionMatrix {
  /** Truth label of pixels that are left out. */
  public static final int IGNORED = 255;

  private final int classes;
  private final long[] counts;

  /**
   * Starts with no pixel counted.
   *
   * @param classes number of classes, background included
   */
  public ConfusionMatrix(int classes) {
    if (classes < 1 || classes > IGNORED) {
      throw new IllegalArgumentException("the number of classes must be 1 to 255, not " + classes);
    }
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  /** From the result of {@link #counts()}. */
  public static ConfusionMatrix of(List<Long> counts) {
    int classes = (int) Math.round(Math.sqrt(counts.size()));
    if (classes * classes != counts.size()) {
      throw new IllegalArgumentException(counts.size() + " counts are no square table");
    }
    ConfusionMatrix result = new ConfusionMatrix(classes);
    for (int i = 0; i < result.counts.length; i++) {
      result.counts[i] = counts.get(i);
    }
    return result;
  }

  /**
   * Counts one image; both arrays hold a label per pixel in the same order. A prediction of 255
   * (none) counts as background.
   */
  public void add(byte[] truth, byte[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "truth has %d pixels, the prediction %d; they must be of the same image"
              .formatted(truth.length, predicted.length));
    }
    for (int i = 0; i < truth.length; i++) {
      int row = truth[i] & 0xff;
      if (row != IGNORED) {
        int column = predicted[i] & 0xff;
        int known = column == IGNORED ? 0 : checked(column, "prediction");
        counts[checked(row, "truth") * classes + known]++;
      }
    }
  }

  private int checked(int label, String what) {
    if (label >= classes) {
      throw new IllegalArgumentException(
          "%s has label %d, but there are only labels 0 to %d; is it of another class list?"
              .formatted(what, label, classes - 1));
    }
    return label;
  }

  /** Adds the counts of other images. */
  public void add(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "confusions of %d and %d classes do not add up".formatted(classes, other.classes));
    }
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
  }

  public int classes() {
    return classes;
  }

  /** Pixels of class {@code truth} that were predicted as class {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth * classes + predicted];
  }

  /** Row by row, a row per true class. */
  public List<Long> counts() {
    return Arrays.stream(counts).boxed().toList();
  }

  /** IoU, precision and recall. */
  public SegmentationScores scores() {
    return SegmentationScores.of(this);
  }
}
