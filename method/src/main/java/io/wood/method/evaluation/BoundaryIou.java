package io.wood.method.evaluation;

import io.wood.method.image.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
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
    int side = 2 * distance + 1;
    boolean[] inRow = new boolean[labels.length];
    int run = 0;
    for (int i = 0; i < labels.length; i++) {
      run = i % width > 0 && labels[i] == labels[i - 1] ? run + 1 : 1;
      if (run >= side) {
        inRow[i - distance] = true;
      }
    }
    boolean[] outline = new boolean[labels.length];
    Arrays.fill(outline, true);
    int[] runs = new int[width];
    for (int i = 0; i < labels.length; i++) {
      int x = i % width;
      boolean goesOn = i >= width && labels[i] == labels[i - width];
      runs[x] = inRow[i] ? (goesOn ? runs[x] + 1 : 1) : 0;
      if (runs[x] >= side) {
        outline[i - distance * width] = false;
      }
    }
    return outline;
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
