package io.wood.method.data.augment;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import java.util.SplittableRandom;

/**
 * Places images at random: a share is degraded, the long side is uniform in its range, a share goes
 * through a codec, the position is random, every second image is mirrored.
 */
final class RandomPlacement {
  private final Augmentation settings;
  private final Degradation degradation;
  private final Codec codec;

  /**
   * A placement.
   *
   * @param settings the ranges
   */
  RandomPlacement(Augmentation settings) {
    this.settings = settings;
    this.degradation = new Degradation(settings.degrade());
    this.codec = new Codec(settings.codecShare());
  }

  /**
   * Resizes and places an image.
   *
   * @param randomness seed of the sample
   */
  PlacedImage of(RgbImage image, long randomness) {
    int crop = settings.crop();
    SplittableRandom random = new SplittableRandom(randomness);
    int longSide = random.nextInt(settings.longSideLeast(), settings.longSideMost() + 1);
    RgbImage resized =
        codec.of(
            BicubicResize.toLongSide(degradation.of(image, longSide, randomness), longSide),
            randomness);
    int left = position(crop - resized.width(), random);
    int top = position(crop - resized.height(), random);
    return new PlacedImage(resized, left, top, settings.flip() && random.nextBoolean(), crop);
  }

  /**
   * A random start along one side: inside the canvas when the image is smaller, before it when the
   * image is larger.
   *
   * @param space side of the canvas less the image's
   */
  static int position(int space, SplittableRandom random) {
    int offset = random.nextInt(Math.abs(space) + 1);
    return space < 0 ? -offset : offset;
  }
}
