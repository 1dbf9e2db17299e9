package io.wood.method.evaluation;

import io.wood.method.image.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Boundary IoU: the IoU of the pixels near the outlines, which sees a blurred outline of a large
 * object that the IoU hardly sees. Of a class, with G_d the pixels of the truth G at most d from
 * its outline, and P_d those of the mask P:
 *
 * <p>|G_d ∩ P_d| / |G_d ∪ P_d|
 *
 * <p>(Cheng et al., <i>Boundary IoU</i>, CVPR 2021). As in its code G_d is G without its erosion by
 * a square of 2d + 1, the frame of the image is an outline, and d is 2 % of the image's diagonal,
 * at least 1. Pixels are summed over the images. Pixels of truth 255 belong to no class, in the
 * mask neither, so that a perfect mask has 1. Not thread-safe.
 */
public final class BoundaryIou {
  private static final double DILATION = .02;

  private final long[] intersections;
  private final long[] unions;

  /**
   * Starts with no pixel counted.
   *
   * @param classes number of classes, background included
   */
  public BoundaryIou(int classes) {
    this.intersections = new long[classes];
    this.unions = new long[classes];
  }

  /**
   * The figures; NaN where there is no outline.
   *
   * @param mean over the classes that occur in truth or masks, background included
   * @param classes of each class, background first
   */
  public record Scores(double mean, List<Double> classes) {
    public Scores {
      classes = List.copyOf(classes);
    }
  }

  /** Counts one image; truth and mask are of the same size. A prediction of 255 is background. */
  public void add(LabelMap truth, LabelMap mask) {
    byte[] actual = truth.labels();
    byte[] predicted = mask.labels().clone();
    for (int i = 0; i < actual.length; i++) {
      if ((actual[i] & 0xff) == ConfusionMatrix.IGNORED) {
        predicted[i] = actual[i];
      } else if ((predicted[i] & 0xff) == ConfusionMatrix.IGNORED) {
        predicted[i] = 0;
      }
    }
    int distance = distance(truth.width(), truth.height());
    boolean[] inTruth = outline(actual, truth.width(), distance);
    boolean[] inMask = outline(predicted, truth.width(), distance);
    for (int i = 0; i < actual.length; i++) {
      int label = actual[i] & 0xff;
      if (label != ConfusionMatrix.IGNORED) {
        count(label, inTruth[i], predicted[i] & 0xff, inMask[i]);
      }
    }
  }

  private void count(int actual, boolean inTruth, int predicted, boolean inMask) {
    if (inTruth) {
      unions[actual]++;
    }
    if (inTruth && inMask && actual == predicted) {
      intersections[actual]++;
    } else if (inMask) {
      unions[predicted]++;
    }
  }

  /** d, pixels. */
  static int distance(int width, int height) {
    return (int)
        Math.max(
            1, Math.rint(DILATION * Math.sqrt((double) width * width + (double) height * height)));
  }

  /** Pixels with another label, or the outside, in the square of side 2d + 1 around them. */
  static boolean[] outline(byte[] labels, int width, int distance) {
    int height = labels.length / width;
    boolean[] row = new boolean[labels.length];
    for (int y = 0; y < height; y++) {
      inner(labels, null, y * width, 1, width, distance, row);
    }
    boolean[] inner = new boolean[labels.length];
    for (int x = 0; x < width; x++) {
      inner(labels, row, x, width, height, distance, inner);
    }
    boolean[] outline = new boolean[labels.length];
    for (int i = 0; i < outline.length; i++) {
      outline[i] = !inner[i];
    }
    return outline;
  }

  /**
   * Marks, along one line, what is at least d + 1 from both ends of its run of equal labels.
   *
   * @param allowed pixels that a run may hold; null for all
   * @param start index of the line's first pixel
   * @param step from one pixel to the next
   * @param length of the line
   */
  private static void inner(
      byte[] labels,
      boolean[] allowed,
      int start,
      int step,
      int length,
      int distance,
      boolean[] marked) {
    int runStart = 0;
    for (int i = 1; i <= length; i++) {
      boolean ends =
          i == length
              || labels[start + i * step] != labels[start + runStart * step]
              || (allowed != null && allowed[start + i * step] != allowed[start + runStart * step]);
      if (ends) {
        if (allowed == null || allowed[start + runStart * step]) {
          for (int inside = runStart + distance; inside < i - distance; inside++) {
            marked[start + inside * step] = true;
          }
        }
        runStart = i;
      }
    }
  }

  /** The figures of all images so far. */
  public Scores scores() {
    List<Double> classes = new ArrayList<>();
    for (int i = 0; i < unions.length; i++) {
      classes.add((double) intersections[i] / unions[i]);
    }
    double mean =
        classes.stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return new Scores(mean, classes);
  }
}
