package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.SortedImages;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import java.util.Optional;

/**
 * Learns {@link ContrastCentres} from a trained classifier: one pass over the images, each at one
 * scale and not mirrored, then K-means.
 */
public final class ContrastLearner {
  private final Classifier classifier;
  private final ContrastSettings settings;
  private final long seed;

  /**
   * @param classifier used on its running statistics
   * @param seed of samples and clusters
   */
  public ContrastLearner(Classifier classifier, ContrastSettings settings, long seed) {
    this.classifier = classifier;
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * The centres. All sources of negatives that need OoDs give the same μ and, from the same seed,
   * the same parts of classes; the one without them has its μ from labelled images alone. Images
   * that cannot be read are left out.
   *
   * @param images with the indices of their classes
   * @param oods approved ones, in any order; not read where the source needs none
   * @throws IllegalArgumentException when there is nothing to learn negatives from
   */
  public ContrastCentres learn(LabelledImages images, ImageSource oods, NegativeSource source) {
    PositionSamples samples =
        new PositionSamples(classifier.classes(), classifier.featureSize(), settings, source, seed);
    ImageSource sorted = source.needsOods() ? SortedImages.byId(oods) : ImageSource.EMPTY;
    for (int i = 0; i < sorted.size(); i++) {
      positions(sorted, i).ifPresent(samples::addOod);
    }
    for (int i = 0; i < images.size(); i++) {
      int index = i;
      positions(images.images(), i)
          .ifPresent(image -> samples.addLabelled(image, images.labels().get(index)));
    }
    try (NDManager manager = Devices.manager(classifier.device())) {
      return samples.centres(manager);
    }
  }

  private Optional<ImagePositions> positions(ImageSource images, int index) {
    try {
      return Optional.of(
          positions(BicubicResize.atMostLongSide(images.load(index), settings.longSide())));
    } catch (UnusableImageException e) {
      // The training on the same images reports it.
      return Optional.empty();
    }
  }

  private ImagePositions positions(RgbImage image) {
    try (GradientMode off = GradientMode.off();
        NDManager manager = Devices.manager(classifier.device());
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray x =
          manager.create(Normaliser.planes(image), new Shape(1, 3, image.height(), image.width()));
      NDArray features = classifier.features(x);
      Shape shape = features.getShape();
      return new ImagePositions(
          Math.toIntExact(shape.get(2) * shape.get(3)),
          features.toFloatArray(),
          classifier.positionLogits(features).toFloatArray());
    }
  }
}
