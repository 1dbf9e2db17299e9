package io.wood.method.crf;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Fully connected CRF over one image's pixels (Krähenbühl and Koltun 2011): mean field with a
 * smoothness and an appearance kernel. The lattices belong to the image and are built once, for any
 * number of label maps and iterations.
 */
public final class DenseCrf {
  private static final float MIN_PROBABILITY = 1e-6f;

  private final int height;
  private final int width;
  private final double certainty;
  private final List<GaussianKernel> kernels;

  /** Builds the lattices of an image. */
  public DenseCrf(RgbImage image, CrfParameters parameters) {
    this.height = image.height();
    this.width = image.width();
    this.certainty = parameters.certainty();
    // Half of the construction is single-threaded: build both lattices at once.
    ForkJoinTask<GaussianKernel> smoothness =
        ForkJoinTask.adapt(
                () ->
                    new GaussianKernel(
                        new PermutohedralLattice(PixelFeatures.position(image, parameters), 2),
                        parameters.smoothWeight()))
            .fork();
    GaussianKernel appearance =
        new GaussianKernel(
            new PermutohedralLattice(PixelFeatures.appearance(image, parameters), 5),
            parameters.appearanceWeight());
    this.kernels = List.of(smoothness.join(), appearance);
  }

  /**
   * Cleans several label maps at once, which takes less time than one by one.
   *
   * @param given label of every pixel, 0 to labels − 1
   * @param labels number of labels in each
   * @param iterations of mean field; 0 leaves the given labels
   */
  public List<LabelMap> clean(List<LabelMap> given, int labels, int iterations) {
    return infer(given, labels, iterations).stream().map(Argmax::of).toList();
  }

  /**
   * The probability of each label at each pixel. U = −ln(certainty) on the given label and −ln((1 −
   * certainty)/(labels − 1)) elsewhere.
   */
  public List<ImagePlanes> infer(List<LabelMap> given, int labels, int iterations) {
    given.forEach(map -> requireFits(map, labels));
    List<ImagePlanes> evidence = given.stream().map(map -> evidence(map, labels)).toList();
    return new MeanField(kernels, evidence).run(labels > 1 ? iterations : 0);
  }

  private ImagePlanes evidence(LabelMap given, int labels) {
    ImagePlanes evidence = new ImagePlanes(labels, height, width);
    // With one label there is no choice, and the cost of another label is undefined.
    if (labels > 1) {
      float bonus = (float) (Math.log(certainty) - Math.log((1 - certainty) / (labels - 1)));
      for (int i = 0; i < given.labels().length; i++) {
        evidence.values()[(given.labels()[i] & 0xff) * evidence.area() + i] = bonus;
      }
    }
    return evidence;
  }

  /**
   * Sharpens a network's prediction: U = −ln p.
   *
   * @param probabilities a plane per label, of the image's size
   */
  public ImagePlanes sharpen(ImagePlanes probabilities, int iterations) {
    requireSize(probabilities.width(), probabilities.height());
    ImagePlanes evidence = new ImagePlanes(probabilities.channels(), height, width);
    for (int i = 0; i < evidence.values().length; i++) {
      evidence.values()[i] = (float) Math.log(Math.max(probabilities.values()[i], MIN_PROBABILITY));
    }
    return new MeanField(kernels, List.of(evidence)).run(iterations).get(0);
  }

  private void requireSize(int givenWidth, int givenHeight) {
    if (givenWidth != width || givenHeight != height) {
      throw new IllegalArgumentException(
          "the labels are %dx%d, their image is %dx%d"
              .formatted(givenWidth, givenHeight, width, height));
    }
  }

  private void requireFits(LabelMap given, int labels) {
    requireSize(given.width(), given.height());
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
}
