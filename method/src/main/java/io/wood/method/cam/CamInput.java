package io.wood.method.cam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.tensor.MirrorPair;
import java.util.Collection;
import java.util.List;

/** Prepares an image as input of a network. */
final class CamInput {
  private CamInput() {}

  /** Where the network's cells lie in an image. */
  static CamFrame frame(RgbImage image, FeatureNetwork network, Cam parameters) {
    return new CamFrame(
        image.height(), image.width(), network.outputStride(), parameters.geometry());
  }

  /** The normalised image and its mirror image, [2, 3, H, W]. */
  static NDArray bothFlips(NDManager manager, RgbImage image) {
    try (NDArray x =
        manager.create(Normaliser.planes(image), new Shape(1, 3, image.height(), image.width()))) {
      return MirrorPair.of(x);
    }
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
