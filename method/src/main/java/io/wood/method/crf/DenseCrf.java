package io.wood.method.crf;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/**
 * Fully connected CRF over one image's pixels (Krähenbühl and Koltun 2011): mean field with a
 * smoothness and an appearance kernel. The lattices belong to the image and are built once, for any
 * number of label maps and iterations.
 */
public final class DenseCrf {
  private final int height;
  private final int width;
  private final double certainty;
  private final List<GaussianKernel> kernels;

  /** Builds the lattices of an image. */
  public DenseCrf(RgbImage image, CrfParameters parameters) {
    this.height = image.height();
    this.width = image.width();
    this.certainty = parameters.certainty();
    this.kernels =
        List.of(
            new GaussianKernel(
                new PermutohedralLattice(Features.position(image, parameters), 2),
                parameters.smoothWeight()),
            new GaussianKernel(
                new PermutohedralLattice(Features.appearance(image, parameters), 5),
                parameters.appearanceWeight()));
  }

  /**
   * Cleans a label map.
   *
   * @param given label of every pixel, 0 to labels − 1
   * @param labels how many labels there are
   * @param iterations of mean field; 0 leaves the given labels
   */
  public LabelMap clean(LabelMap given, int labels, int iterations) {
    return argmax(infer(given, labels, iterations));
  }

  /** The probability of each label at each pixel. */
  public Planes infer(LabelMap given, int labels, int iterations) {
    requireFits(given, labels);
    if (labels == 1) {
      // Nothing to choose from: the cost of another label, −ln(.3/0), does not exist.
      Planes certain = new Planes(1, height, width);
      Arrays.fill(certain.values(), 1);
      return certain;
    }
    return new MeanField(kernels, given, labels, certainty).run(iterations);
  }

  private void requireFits(LabelMap given, int labels) {
    if (given.width() != width || given.height() != height) {
      throw new IllegalArgumentException(
          "the labels are %dx%d, their image is %dx%d"
              .formatted(given.width(), given.height(), width, height));
    }
    if (labels < 1) {
      throw new IllegalArgumentException("a CRF needs at least one label");
    }
    for (byte label : given.labels()) {
      if ((label & 0xff) >= labels) {
        throw new IllegalArgumentException(
            "label %d in a map of %d labels".formatted(label & 0xff, labels));
      }
    }
  }

  private LabelMap argmax(Planes probabilities) {
    byte[] labels = new byte[probabilities.area()];
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int label = 1; label < probabilities.channels(); label++) {
        float value = probabilities.values()[label * labels.length + i];
        if (value > probabilities.values()[best * labels.length + i]) {
          best = label;
        }
      }
      labels[i] = (byte) best;
    }
    return new LabelMap(width, height, labels);
  }
}
