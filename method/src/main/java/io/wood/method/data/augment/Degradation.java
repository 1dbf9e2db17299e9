package io.wood.method.data.augment;

import io.wood.method.data.RandomStreams;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import java.util.SplittableRandom;

/**
 * Removes detail, and from every second one colour, from a share of the images. Labelled images and
 * OoDs are degraded by the same rule, so that neither blur nor greyness reveals the kind of an
 * image: a classifier that sees "no class" on blurry images only learns that blur means no class.
 */
final class Degradation {
  /** The long side is reduced to a share between this and 1. */
  private static final double MIN_SHARE = .25;

  private final RandomShare share;

  /**
   * A degradation.
   *
   * @param share of the images that are degraded, 0 to 1
   */
  Degradation(double share) {
    this.share = new RandomShare(share, RandomStreams.DEGRADATION);
  }

  /**
   * Degrades an image, or returns it unchanged.
   *
   * @param shown pixels of the long side at which it will be shown
   * @param randomness seed of the sample
   */
  RgbImage of(RgbImage image, int shown, long randomness) {
    return share.of(randomness).map(random -> degraded(image, shown, random)).orElse(image);
  }

  private static RgbImage degraded(RgbImage image, int shown, SplittableRandom random) {
    int longSide = Math.max(1, (int) Math.round(shown * random.nextDouble(MIN_SHARE, 1)));
    RgbImage reduced = reduced(image, longSide);
    return random.nextBoolean() ? grey(reduced) : reduced;
  }

  /** The image with no more detail than a long side of so many pixels can show. */
  static RgbImage reduced(RgbImage image, int longSide) {
    return BicubicResize.atMostLongSide(image, longSide);
  }

  /** L = .299 R + .587 G + .114 B (ITU-R BT.601) in all three channels. */
  static RgbImage grey(RgbImage image) {
    byte[] from = image.bytes();
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length; i += 3) {
      double light = .299 * (from[i] & 0xff) + .587 * (from[i + 1] & 0xff);
      byte grey = (byte) Math.round(light + .114 * (from[i + 2] & 0xff));
      to[i] = grey;
      to[i + 1] = grey;
      to[i + 2] = grey;
    }
    return new RgbImage(image.width(), image.height(), to);
  }
}
