package io.wood.method.evaluation;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Resamples the images of a figure that is a function of summed counts, such as an IoU, in one pass
 * and with memory that does not depend on the number of images: the Poisson bootstrap. In replicate
 * b image i counts w_ib times, w_ib ~ Poisson(1) (Hanley and MacGibbon, 2006; Chamandy et al.,
 * <i>Estimating uncertainty for massive data streams</i>, 2012).
 *
 * <p>The weights are drawn from the image's id alone: in any order and on any machine they are the
 * same, and equal images have equal weights in every set, so that sets are compared in pairs. Takes
 * 8 · {@link #REPLICATES} bytes a count. Not thread-safe.
 */
public final class ImageBootstrap {
  /** Number of replicates. */
  public static final int REPLICATES = 1000;

  /** P(X = 0), X ~ Poisson(1). */
  private static final double NO_EVENT = Math.exp(-1);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long[] sum;
  private final long[][] resampled;

  /** A sum of hashes, so that it does not depend on the order. */
  private long images;

  /**
   * Starts without an image.
   *
   * @param counts number of counts of an image
   */
  public ImageBootstrap(int counts) {
    this.sum = new long[counts];
    this.resampled = new long[REPLICATES][counts];
  }

  /**
   * Adds an image.
   *
   * @param image its id
   * @param counts as many as in the constructor
   */
  public void add(String image, long[] counts) {
    if (counts.length != sum.length) {
      throw new IllegalArgumentException(
          "an image has %d counts, the others have %d".formatted(counts.length, sum.length));
    }
    addTo(sum, counts, 1);
    SplittableRandom random = new SplittableRandom(seed(image));
    images += new SplittableRandom(seed(image)).nextLong();
    for (long[] replicate : resampled) {
      int weight = poisson(random.nextDouble());
      if (weight > 0) {
        addTo(replicate, counts, weight);
      }
    }
  }

  private static void addTo(long[] to, long[] counts, int weight) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * counts[i];
    }
  }

  /** FNV-1a. */
  private static long seed(String image) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < image.length(); i++) {
      hash = (hash ^ image.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** The least k with P(X ≤ k) > u, X ~ Poisson(1). */
  static int poisson(double u) {
    double probability = NO_EVENT;
    double below = probability;
    int k = 0;
    while (u >= below && probability > 0) {
      k++;
      probability /= k;
      below += probability;
    }
    return k;
  }

  /**
   * The figure of all images.
   *
   * @param figure of summed counts, which it must not change; NaN where it is not defined
   */
  public double figure(ToDoubleFunction<long[]> figure) {
    return figure.applyAsDouble(sum);
  }

  /**
   * The figure of all images and of each replicate.
   *
   * @param figure of summed counts, which it must not change; NaN where it is not defined
   */
  public Resampled resampled(ToDoubleFunction<long[]> figure) {
    List<Double> replicates = new ArrayList<>(REPLICATES);
    for (long[] replicate : resampled) {
      replicates.add(figure.applyAsDouble(replicate));
    }
    return new Resampled(figure(figure), replicates, HexFormat.of().toHexDigits(images));
  }
}
