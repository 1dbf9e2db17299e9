package io.wood.method.data.augment;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Optional;
import java.util.SplittableRandom;

/** The transforms of images without pixel labels. */
public final class ImageTransforms {
  /** A blurred image keeps the detail of so many pixels of its long side, or of half of them. */
  private static final int BLURRED = 150;

  private ImageTransforms() {}

  /**
   * For training: a share of the images is degraded, the long side is uniform in its range, the
   * position is random, every second image is mirrored.
   *
   * @param settings the ranges
   */
  public static SampleTransform<RgbImage> augmented(Augmentation settings) {
    int crop = settings.crop();
    Degradation degradation = new Degradation(settings.degrade());
    return (image, randomness) -> {
      SplittableRandom random = new SplittableRandom(randomness);
      int longSide = random.nextInt(settings.longSideLeast(), settings.longSideMost() + 1);
      RgbImage resized =
          BicubicResize.toLongSide(degradation.of(image, longSide, randomness), longSide);
      int left = CanvasPosition.random(crop - resized.width(), random);
      int top = CanvasPosition.random(crop - resized.height(), random);
      NetworkInput input = placed(resized, left, top, crop);
      return settings.flip() && random.nextBoolean()
          ? new NetworkInput(input.planes().mirrored(), Optional.empty())
          : input;
    };
  }

  /**
   * For features and validation: the middle of the range of sizes but never cut, in the middle of
   * the canvas.
   */
  public static SampleTransform<RgbImage> centred(Augmentation settings) {
    int crop = settings.crop();
    int longSide = Math.min(crop, (settings.longSideLeast() + settings.longSideMost()) / 2);
    return (image, randomness) -> {
      RgbImage resized = BicubicResize.toLongSide(image, longSide);
      int left = (crop - resized.width()) / 2;
      int top = (crop - resized.height()) / 2;
      return placed(resized, left, top, crop);
    };
  }

  /** As {@link #centred}, but of images reduced to {@value #BLURRED} pixels before. */
  public static SampleTransform<RgbImage> blurred(Augmentation settings) {
    SampleTransform<RgbImage> centred = centred(settings);
    return (image, randomness) -> {
      int longSide = Math.min(BLURRED, Math.max(image.width(), image.height()) / 2);
      return centred.of(Degradation.reduced(image, Math.max(1, longSide)), randomness);
    };
  }

  private static NetworkInput placed(RgbImage image, int left, int top, int side) {
    float[] planes = Normaliser.place(image, left, top, side, side);
    return new NetworkInput(new ImagePlanes(3, side, side, planes), Optional.empty());
  }
}
