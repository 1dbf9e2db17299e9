package io.wood.method.data;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import java.util.SplittableRandom;

/** How an image is put on the network's square canvas. */
public interface ImageTransform {
  /** Pixels of the long side that are left of a photograph, or half of those it has. */
  int BLURRED = 150;

  /**
   * Resizes, normalises and places an image; padding is 0 after normalisation.
   *
   * @param image any size
   * @param randomness seed of every choice
   * @return 3 × crop × crop
   */
  float[] of(RgbImage image, long randomness);

  /**
   * For training: perhaps degraded, long side uniform, placed or cut at random, every second one
   * mirrored.
   *
   * @param settings the ranges
   */
  static ImageTransform augmented(Augmentation settings) {
    int crop = settings.crop();
    Degradation degradation = new Degradation(settings.degrade());
    return (image, randomness) -> {
      SplittableRandom random = new SplittableRandom(randomness);
      int longSide = random.nextInt(settings.longSideLeast(), settings.longSideMost() + 1);
      RgbImage resized =
          BicubicResize.toLongSide(degradation.of(image, longSide, randomness), longSide);
      int left = offset(crop - resized.width(), random);
      int top = offset(crop - resized.height(), random);
      float[] planes = Normaliser.place(resized, left, top, crop, crop);
      if (settings.flip() && random.nextBoolean()) {
        mirror(planes, crop);
      }
      return planes;
    };
  }

  /**
   * For features and validation: the middle of the range of sizes but never cut, in the middle of
   * the canvas.
   */
  static ImageTransform centred(Augmentation settings) {
    int crop = settings.crop();
    int longSide = Math.min(crop, (settings.longSideLeast() + settings.longSideMost()) / 2);
    return (image, randomness) -> {
      RgbImage resized = BicubicResize.toLongSide(image, longSide);
      int left = (crop - resized.width()) / 2;
      int top = (crop - resized.height()) / 2;
      return Normaliser.place(resized, left, top, crop, crop);
    };
  }

  /**
   * As {@link #centred}, but of images that lost their detail: {@link #BLURRED} pixels are left.
   */
  static ImageTransform blurred(Augmentation settings) {
    ImageTransform centred = centred(settings);
    return (image, randomness) -> {
      int left = Math.min(BLURRED, Math.max(image.width(), image.height()) / 2);
      return centred.of(Degradation.reduced(image, Math.max(1, left)), randomness);
    };
  }

  private static int offset(int space, SplittableRandom random) {
    return space >= 0 ? random.nextInt(space + 1) : -random.nextInt(-space + 1);
  }

  private static void mirror(float[] planes, int width) {
    for (int row = 0; row < planes.length; row += width) {
      for (int left = row, right = row + width - 1; left < right; left++, right--) {
        float kept = planes[left];
        planes[left] = planes[right];
        planes[right] = kept;
      }
    }
  }
}
