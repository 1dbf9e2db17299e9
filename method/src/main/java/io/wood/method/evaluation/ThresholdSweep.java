package io.wood.method.evaluation;

import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the scores of masks at every background threshold in steps of .01, from one pass over
 * the pixels: each is counted by its truth, by the class with the strongest map and by the number
 * of thresholds that this map exceeds. A threshold chosen by these figures is an <i>oracle</i>: it
 * depends on ground truth, shows the best possible result, and must make no mask.
 *
 * <p>Not thread-safe.
 */
public final class ThresholdSweep {
  /** Thresholds are i/STEPS for i = 0 to STEPS. */
  public static final int STEPS = 100;

  private final int classes;
  private final long[] counts;

  /**
   * Starts with no pixel counted.
   *
   * @param classes number of classes, background included
   */
  public ThresholdSweep(int classes) {
    this.classes = classes;
    this.counts = new long[classes * classes * (STEPS + 2)];
  }

  /**
   * A threshold and its scores.
   *
   * @param threshold value of the constant background plane
   * @param scores of all masks together
   */
  public record Point(double threshold, SegmentationScores scores) {}

  /**
   * Counts one image.
   *
   * @param truth a label per pixel, 255 left out
   * @param keys class index of each plane, counted from 0 without background
   * @param maps a plane per class, of the truth's size
   */
  public void add(byte[] truth, List<Integer> keys, ImagePlanes maps) {
    if (truth.length != maps.area()) {
      throw new IllegalArgumentException(
          "truth has %d pixels, the maps %d; they must be of the same image"
              .formatted(truth.length, maps.area()));
    }
    for (int pixel = 0; pixel < truth.length; pixel++) {
      int label = truth[pixel] & 0xff;
      if (label != ConfusionMatrix.IGNORED) {
        count(label, keys, maps, pixel);
      }
    }
  }

  private void count(int label, List<Integer> keys, ImagePlanes maps, int pixel) {
    int strongest = 0;
    float value = Float.NEGATIVE_INFINITY;
    for (int channel = 0; channel < maps.channels(); channel++) {
      float candidate = maps.values()[channel * maps.area() + pixel];
      if (candidate > value) {
        value = candidate;
        strongest = keys.get(channel) + 1;
      }
    }
    if (label >= classes || strongest >= classes) {
      throw new IllegalArgumentException(
          "label %d, but there are only labels 0 to %d; is it of another class list?"
              .formatted(Math.max(label, strongest), classes - 1));
    }
    counts[at(label, strongest, exceeded(value))]++;
  }

  private int at(int truth, int strongest, int exceeded) {
    return (truth * classes + strongest) * (STEPS + 2) + exceeded;
  }

  /** How many of the thresholds the value is above. */
  private static int exceeded(float value) {
    int count = (int) Math.min(STEPS + 1, Math.max(0, Math.ceil(value * STEPS)));
    while (count > 0 && !(value > threshold(count - 1))) {
      count--;
    }
    while (count <= STEPS && value > threshold(count)) {
      count++;
    }
    return count;
  }

  private static float threshold(int step) {
    return (float) (step / (double) STEPS);
  }

  /** The scores at the threshold step/100. */
  public Point at(int step) {
    List<Long> table = new ArrayList<>();
    for (int truth = 0; truth < classes; truth++) {
      long background = 0;
      long[] found = new long[classes];
      for (int strongest = 0; strongest < classes; strongest++) {
        for (int exceeded = 0; exceeded <= STEPS + 1; exceeded++) {
          long pixels = counts[at(truth, strongest, exceeded)];
          if (exceeded > step) {
            found[strongest] += pixels;
          } else {
            background += pixels;
          }
        }
      }
      found[0] += background;
      for (long pixels : found) {
        table.add(pixels);
      }
    }
    return new Point(step / (double) STEPS, ConfusionMatrix.of(table).scores());
  }

  /** The scores at the step next to a threshold. */
  public Point near(double threshold) {
    return at((int) Math.round(Math.min(1, Math.max(0, threshold)) * STEPS));
  }

  /** Every step. */
  public List<Point> curve() {
    List<Point> points = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      points.add(at(step));
    }
    return points;
  }

  /** The threshold of the highest mIoU, the lowest of equals: an oracle figure. */
  public Point oracle() {
    Point best = at(0);
    for (Point point : curve()) {
      best = point.scores().meanIou() > best.scores().meanIou() ? point : best;
    }
    return best;
  }
}
