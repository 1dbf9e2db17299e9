package io.wood.method.segmentation;

import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.UnusableImageException;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import java.util.Arrays;

/**
 * Computes the weight of each label by median-frequency balancing (Eigen and Fergus 2015): w(c) =
 * (median f / f(c))^β, where f(c) is the share of c among the known pixels of the images that show
 * c, the median is over the labels that occur, and β = 1 is the published form. A label that no
 * image shows has weight 1.
 */
final class ClassBalance {
  /** Number of images; enough to estimate a share for each label. */
  private static final int SAMPLE = 1000;

  private final long[] pixels;
  private final long[] pixelsOfImages;

  /**
   * No pixels yet.
   *
   * @param labels background included
   */
  ClassBalance(int labels) {
    pixels = new long[labels];
    pixelsOfImages = new long[labels];
  }

  /** Equal weights. */
  static float[] none(int labels) {
    float[] weights = new float[labels];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * The weights by (a sample of) the images; ignores those that cannot be read.
   *
   * @param labels background included
   * @param exponent β
   * @param listener may cancel
   */
  static float[] of(MaskedImages images, int labels, double exponent, TrainingListener listener) {
    ClassBalance balance = new ClassBalance(labels);
    int count = Math.min(SAMPLE, images.size());
    for (int i = 0; i < count; i++) {
      if (listener.cancelled()) {
        throw new TrainingCancelledException(0);
      }
      try {
        // Spread over the whole list.
        balance.add(images.load((int) ((long) i * images.size() / count)).labels());
      } catch (UnusableImageException e) {
        // The training reports it when it is its turn.
      }
    }
    return balance.weights(exponent);
  }

  void add(LabelMap map) {
    long[] own = new long[pixels.length];
    long known = 0;
    for (byte label : map.labels()) {
      if (label != (byte) LabelMap.IGNORE) {
        own[label & 0xff]++;
        known++;
      }
    }
    for (int label = 0; label < own.length; label++) {
      pixels[label] += own[label];
      pixelsOfImages[label] += own[label] > 0 ? known : 0;
    }
  }

  float[] weights(double exponent) {
    double[] shares = new double[pixels.length];
    Arrays.setAll(shares, label -> pixels[label] / (double) pixelsOfImages[label]);
    double[] known = Arrays.stream(shares).filter(Double::isFinite).sorted().toArray();
    float[] weights = none(pixels.length);
    for (int label = 0; label < weights.length; label++) {
      if (Double.isFinite(shares[label])) {
        weights[label] = (float) Math.pow(median(known) / shares[label], exponent);
      }
    }
    return weights;
  }

  private static double median(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
