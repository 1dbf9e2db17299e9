package io.wood.method.data.augment;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.ImageSource;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import java.util.Optional;

/** The transforms of images without pixel labels. */
public final class ImageTransforms {
  /** A blurred image keeps the detail of so many pixels of its long side, or of half of them. */
  private static final int BLURRED = 150;

  private ImageTransforms() {}

  /**
   * For training on labelled images: as {@link #augmented(Augmentation)}, after a share of them has
   * got the native size of an OoD.
   *
   * @param oods of the training; may be empty
   */
  public static SampleTransform<RgbImage> augmented(Augmentation settings, ImageSource oods) {
    NativeSize nativeSize = new NativeSize(settings.nativeShare(), oods);
    SampleTransform<RgbImage> augmented = augmented(settings);
    return (image, randomness) -> augmented.of(nativeSize.of(image, randomness), randomness);
  }

  /**
   * For training: a share of the images is degraded, the long side is uniform in its range, a share
   * goes through a codec, the position is random, every second image is mirrored.
   *
   * @param settings the ranges
   */
  public static SampleTransform<RgbImage> augmented(Augmentation settings) {
    RandomPlacement placement = new RandomPlacement(settings);
    return (image, randomness) ->
        new NetworkInput(placement.of(image, randomness).planes(), Optional.empty());
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
      PlacedImage placed = new PlacedImage(resized, left, top, false, crop);
      return new NetworkInput(placed.planes(), Optional.empty());
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
}
