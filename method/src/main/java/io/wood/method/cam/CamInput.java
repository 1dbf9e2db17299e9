package io.wood.method.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.ResizedSizes;
import io.wood.method.image.RgbImage;
import java.util.Collection;
import java.util.List;

/** Prepares an image as input of a network. */
final class CamInput {
  private CamInput() {}

  /**
   * The image at a scale, no larger than a budget of pixels allows.
   *
   * @param pixels approximate maximum of the result
   */
  static RgbImage scaled(RgbImage image, double scale, long pixels) {
    double max = Math.sqrt(pixels / ((double) image.width() * image.height()));
    double factor = Math.min(scale, max);
    return BicubicResize.resize(
        image,
        ResizedSizes.scaled(image.width(), factor),
        ResizedSizes.scaled(image.height(), factor));
  }

  /** The normalised image and its mirror image, [2, 3, H, W]. */
  static NDArray bothFlips(NDManager manager, RgbImage image) {
    int width = image.width();
    float[] planes = Normaliser.planes(image);
    float[] both = new float[2 * planes.length];
    System.arraycopy(planes, 0, both, 0, planes.length);
    for (int row = 0; row < planes.length; row += width) {
      for (int x = 0; x < width; x++) {
        both[planes.length + row + x] = planes[row + width - 1 - x];
      }
    }
    return manager.create(both, new Shape(2, 3, image.height(), width));
  }

  /** Distinct class indices in ascending order, all below the number of classes. */
  static List<Integer> keys(Collection<Integer> classes, long count) {
    for (int each : classes) {
      if (each < 0 || each >= count) {
        throw new IllegalArgumentException(
            "the image has class %d, but the classifier knows %d classes (0 to %d); use the"
                    .formatted(each, count, count - 1)
                + " classifier that was trained on this dataset");
      }
    }
    return classes.stream().distinct().sorted().toList();
  }
}
