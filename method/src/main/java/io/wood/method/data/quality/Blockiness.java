package io.wood.method.data.quality;

import io.wood.method.image.RgbImage;

/**
 * How much more the borders of 8×8 blocks differ than pixels inside of them:
 *
 * <p>(1 + mean |I(p) − I(q)| of neighbours p, q in two blocks) / (1 + the same of neighbours in
 * one).
 *
 * <p>1 without blocks; above where a JPEG was compressed strongly. The ones keep the noise of a
 * plain picture from counting.
 */
final class Blockiness {
  private static final int BLOCK = 8;

  /** The middle of a picture is enough, and of a large one all that memory should hold. */
  private static final int MAX_SIDE = 64 * BLOCK;

  private Blockiness() {}

  /**
   * Measures a picture.
   *
   * @param stored as its file has it: the blocks begin in the first corner
   */
  static double of(RgbImage stored) {
    int width = Math.min(MAX_SIDE, stored.width());
    int height = Math.min(MAX_SIDE, stored.height());
    return of(
        LightPlane.part(
            stored, begin(stored.width() - width), begin(stored.height() - height), width, height));
  }

  /** The corner of a block near the middle of what is left over. */
  private static int begin(int rest) {
    return rest / 2 / BLOCK * BLOCK;
  }

  private static double of(LightPlane light) {
    double[] sums = new double[2];
    long[] counts = new long[2];
    for (int y = 0; y < light.height(); y++) {
      for (int x = 0; x < light.width(); x++) {
        if (x > 0) {
          add(sums, counts, x, light.at(x, y) - light.at(x - 1, y));
        }
        if (y > 0) {
          add(sums, counts, y, light.at(x, y) - light.at(x, y - 1));
        }
      }
    }
    return (1 + sums[1] / Math.max(1, counts[1])) / (1 + sums[0] / Math.max(1, counts[0]));
  }

  private static void add(double[] sums, long[] counts, int place, double difference) {
    int border = place % BLOCK == 0 ? 1 : 0;
    sums[border] += Math.abs(difference);
    counts[border]++;
  }
}
