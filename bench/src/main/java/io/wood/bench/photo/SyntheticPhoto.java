package io.wood.bench.photo;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import java.util.SplittableRandom;

/** Generates pictures with coarse shapes, fine texture and some noise, as photographs have. */
public final class SyntheticPhoto {
  private static final int[] CELLS = {6, 24, 96};
  private static final double[] SHARES = {.6, .25, .1};
  private static final int NOISE = 13;

  private SyntheticPhoto() {}

  /** The picture of a seed. */
  public static RgbImage of(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[3 * width * height];
    for (int octave = 0; octave < CELLS.length; octave++) {
      byte[] cells = new byte[3 * CELLS[octave] * CELLS[octave]];
      random.nextBytes(cells);
      RgbImage coarse = new RgbImage(CELLS[octave], CELLS[octave], cells);
      byte[] large = BicubicResize.resize(coarse, width, height).bytes();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += SHARES[octave] * (large[i] & 0xff);
      }
    }
    byte[] bytes = new byte[sums.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.min(255, (int) sums[i] + random.nextInt(NOISE));
    }
    return new RgbImage(width, height, bytes);
  }
}
