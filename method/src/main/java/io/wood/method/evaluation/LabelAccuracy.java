package io.wood.method.evaluation;

/**
 * Counts how many labels for IRN are right. Pixels of truth 255 are left out. Not thread-safe.
 *
 * <p>Like every comparison with ground truth it is for a report, never for an earlier step.
 */
public final class LabelAccuracy {
  private static final int UNKNOWN = 255;

  private long pixels;
  private long objects;
  private long foreground;
  private long foregroundRight;
  private long background;
  private long backgroundRight;

  /**
   * The shares; NaN where there are no pixels.
   *
   * @param coverage share of the pixels that have a label
   * @param foregroundPrecision share of the pixels labelled as a class that are of that class
   * @param backgroundPrecision share of the pixels labelled as background that are background
   * @param recall share of the objects' pixels that have the right label
   */
  public record Shares(
      double coverage, double foregroundPrecision, double backgroundPrecision, double recall) {}

  /**
   * Counts one image.
   *
   * @param truth a label per pixel
   * @param labels 0 for background, class index + 1, or 255 for none
   */
  public void add(byte[] truth, byte[] labels) {
    if (truth.length != labels.length) {
      throw new IllegalArgumentException(
          "truth has %d pixels, the labels %d; they must be of the same image"
              .formatted(truth.length, labels.length));
    }
    for (int i = 0; i < truth.length; i++) {
      if ((truth[i] & 0xff) != UNKNOWN) {
        count(truth[i] & 0xff, labels[i] & 0xff);
      }
    }
  }

  private void count(int truth, int label) {
    pixels++;
    objects += truth > 0 ? 1 : 0;
    if (label == 0) {
      background++;
      backgroundRight += truth == 0 ? 1 : 0;
    } else if (label != UNKNOWN) {
      foreground++;
      foregroundRight += label == truth ? 1 : 0;
    }
  }

  /** The shares of all pixels so far. */
  public Shares shares() {
    return new Shares(
        (double) (foreground + background) / pixels,
        (double) foregroundRight / foreground,
        (double) backgroundRight / background,
        (double) foregroundRight / objects);
  }
}
