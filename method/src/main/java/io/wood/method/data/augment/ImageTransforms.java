package io.wood.method.data.augment;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.ImageSource;
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
    int crop = settings.crop();
    Degradation degradation = new Degradation(settings.degrade());
    Codec codec = new Codec(settings.codecShare());
    return (image, randomness) -> {
      SplittableRandom random = new SplittableRandom(randomness);
      int longSide = random.nextInt(settings.longSideLeast(), settings.longSideMost() + 1);
      RgbImage resized =
          codec.of(
              BicubicResize.toLongSide(degradation.of(image, longSide, randomness), longSide),
              randomness);
      int left = position(crop - resized.width(), random);
      int top = position(crop - resized.height(), random);
      ImagePlanes planes = placed(resized, left, top, crop);
      boolean mirror = settings.flip() && random.nextBoolean();
      return new NetworkInput(mirror ? planes.mirrored() : planes, Optional.empty());
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
      return new NetworkInput(placed(resized, left, top, crop), Optional.empty());
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

  /** The normalised planes of an image on a canvas of zeros. */
  static ImagePlanes placed(RgbImage image, int left, int top, int side) {
    float[] planes = Normaliser.place(image, left, top, side, side);
    return new ImagePlanes(3, side, side, planes);
  }
}
