package io.wood.method.data.augment;

import io.wood.method.data.RandomStreams;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.SplittableRandom;

/**
 * Encodes a share of the resized images, labelled ones and OoDs alike, as JPEG and decodes them
 * again, so that the marks of a codec do not reveal the kind of an image. The quality is uniform
 * between {@value #MIN_QUALITY} and {@value #MAX_QUALITY}.
 */
final class Codec {
  private static final double MIN_QUALITY = .60;
  private static final double MAX_QUALITY = .95;

  private final double share;

  /**
   * A codec.
   *
   * @param share of the images that are encoded, 0 to 1
   */
  Codec(double share) {
    this.share = share;
  }

  /**
   * Encodes and decodes an image, or returns it as it is.
   *
   * @param randomness seed of this choice only: every other choice stays the same without it
   */
  RgbImage of(RgbImage image, long randomness) {
    SplittableRandom random =
        new SplittableRandom(RandomStreams.mix(randomness, RandomStreams.CODEC));
    if (random.nextDouble() >= share) {
      return image;
    }
    try {
      double quality = random.nextDouble(MIN_QUALITY, MAX_QUALITY);
      return ImageDecoder.decode(ImageEncoder.jpeg(image, quality));
    } catch (UnusableImageException impossible) {
      throw new IllegalStateException("an image encoded here cannot be decoded", impossible);
    }
  }
}
