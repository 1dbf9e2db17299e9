package io.wood.method.data.augment;

import io.wood.method.data.RandomStreams;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;

/**
 * Encodes a share of the resized images, labelled ones and OoDs alike, as JPEG and decodes them
 * again, so that the marks of a codec do not reveal the kind of an image. The quality is uniform
 * between {@value #MIN_QUALITY} and {@value #MAX_QUALITY}.
 */
final class Codec {
  private static final double MIN_QUALITY = .60;
  private static final double MAX_QUALITY = .95;

  private final RandomShare share;

  /**
   * A codec.
   *
   * @param share of the images that are encoded, 0 to 1
   */
  Codec(double share) {
    this.share = new RandomShare(share, RandomStreams.CODEC);
  }

  /**
   * Encodes and decodes an image, or returns it as it is.
   *
   * @param randomness seed of the sample
   */
  RgbImage of(RgbImage image, long randomness) {
    return share
        .of(randomness)
        .map(random -> encoded(image, random.nextDouble(MIN_QUALITY, MAX_QUALITY)))
        .orElse(image);
  }

  private static RgbImage encoded(RgbImage image, double quality) {
    try {
      return ImageDecoder.decode(ImageEncoder.jpeg(image, quality));
    } catch (UnusableImageException impossible) {
      throw new IllegalStateException("an image encoded here cannot be decoded", impossible);
    }
  }
}
