package io.wood.method.evaluation;

import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pixel average precision (PxAP): how well the maps of the labelled classes rank the pixels of
 * their class above all others, whatever the threshold. Over the pixels of all maps of a class c,
 *
 * <p>P(τ) = |{s ≥ τ, truth = c}| / |{s ≥ τ}|, R(τ) = |{s ≥ τ, truth = c}| / |{truth = c}|, PxAP =
 * Σ_l P(τ_l)·(R(τ_l) − R(τ_(l−1))), τ_l falling
 *
 * <p>(Choe et al., <i>Evaluating Weakly Supervised Object Localization Methods Right</i>, CVPR
 * 2020). As there, pixels of all classes count together; the figure of each class is beside it.
 * Thresholds are the edges of {@value #BINS} equal bins of [0, 1], as fine as a walked map of 8
 * bits (Choe et al.: 1,000); pixels of one bin have one rank. Pixels of truth 255 are left out.
 *
 * <p>Memory does not depend on the number of images. Not thread-safe.
 */
public final class PixelAveragePrecision {
  /** Bins of [0, 1]. */
  public static final int BINS = 256;

  private final long[][] classes;
  private final ImageBootstrap pooled = new ImageBootstrap(2 * BINS);

  /**
   * Starts with no pixel counted.
   *
   * @param classes number of classes, background not included
   */
  public PixelAveragePrecision(int classes) {
    this.classes = new long[classes][2 * BINS];
  }

  /**
   * The figures; NaN where no pixel is of the class.
   *
   * @param pooled over the maps of all classes
   * @param classes of each class, background not included
   */
  public record Scores(double pooled, List<Double> classes) {
    public Scores {
      classes = List.copyOf(classes);
    }
  }

  /**
   * Counts one image.
   *
   * @param image its id
   * @param truth a label per pixel
   * @param keys class index of each plane, counted from 0 without background
   * @param maps a plane per class, of the truth's size
   */
  public void add(String image, byte[] truth, List<Integer> keys, ImagePlanes maps) {
    if (truth.length != maps.area()) {
      throw new IllegalArgumentException(
          "truth has %d pixels, the maps %d; they must be of the same image"
              .formatted(truth.length, maps.area()));
    }
    if (keys.stream().anyMatch(key -> key >= classes.length)) {
      throw new IllegalArgumentException(
          "maps of classes %s, but there are only %d; are they of another class list?"
              .formatted(keys, classes.length));
    }
    long[] all = new long[2 * BINS];
    for (int channel = 0; channel < maps.channels(); channel++) {
      int key = keys.get(channel);
      long[] counts = new long[2 * BINS];
      for (int pixel = 0; pixel < truth.length; pixel++) {
        int label = truth[pixel] & 0xff;
        if (label != ConfusionMatrix.IGNORED) {
          int bin = bin(maps.values()[channel * maps.area() + pixel]);
          counts[label == key + 1 ? bin : BINS + bin]++;
        }
      }
      Arrays.setAll(classes[key], i -> classes[key][i] + counts[i]);
      Arrays.setAll(all, i -> all[i] + counts[i]);
    }
    pooled.add(image, all);
  }

  private static int bin(float value) {
    return (int) Math.min(BINS - 1, Math.max(0, Math.floor((double) value * BINS)));
  }

  /** The figures of all images so far. */
  public Scores scores() {
    List<Double> ofClasses = new ArrayList<>();
    for (long[] counts : classes) {
      ofClasses.add(averagePrecision(counts));
    }
    return new Scores(pooled.figure(PixelAveragePrecision::averagePrecision), ofClasses);
  }

  /** The pooled figure with its replicates. */
  public Resampled resampled() {
    return pooled.resampled(PixelAveragePrecision::averagePrecision);
  }

  /** Of counts by bin: first the pixels of the class, then the others. */
  private static double averagePrecision(long[] counts) {
    long positives = 0;
    for (int bin = 0; bin < BINS; bin++) {
      positives += counts[bin];
    }
    if (positives == 0) {
      return Double.NaN;
    }
    double sum = 0;
    long hits = 0;
    long above = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      hits += counts[bin];
      above += counts[bin] + counts[BINS + bin];
      if (counts[bin] > 0) {
        sum += (double) hits / above * counts[bin];
      }
    }
    return sum / positives;
  }
}
