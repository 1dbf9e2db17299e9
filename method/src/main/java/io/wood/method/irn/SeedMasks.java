package io.wood.method.irn;

import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.crf.PixelAdaptation;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Masks that need no training, made from the CAMs alone: what IRN and the walk have to beat. Values
 * are 0 for background, class index + 1 for a class.
 */
public final class SeedMasks {
  private final RgbImage image;
  private final List<Integer> keys;
  private final ImagePlanes cams;
  private final double threshold;

  /**
   * Of one image.
   *
   * @param image the image
   * @param keys class index of each CAM, counted from 0 without background
   * @param cams of the image's size, 0 to 1
   * @param threshold of the constant background plane
   */
  public SeedMasks(RgbImage image, List<Integer> keys, ImagePlanes cams, double threshold) {
    this.image = image;
    this.keys = List.copyOf(keys);
    this.cams = cams;
    this.threshold = threshold;
  }

  /** The strongest CAM of a pixel, if it is above the threshold. */
  public LabelMap seed() {
    return Argmax.withBackground(keys, cams, threshold);
  }

  /**
   * The seed after a dense CRF.
   *
   * @param iterations of the mean field
   * @param scale factor of the published CRF's distances
   */
  public LabelMap cleaned(int iterations, double scale) {
    if (keys.isEmpty()) {
      return seed();
    }
    List<Integer> positions = IntStream.range(0, keys.size()).boxed().toList();
    LabelMap given = Argmax.withBackground(positions, cams, threshold);
    byte[] labels =
        new DenseCrf(image, CrfParameters.PAPER.scaled(scale))
            .clean(List.of(given), positions.size() + 1, iterations)
            .get(0)
            .labels()
            .clone();
    for (int i = 0; i < labels.length; i++) {
      int position = labels[i] & 0xff;
      labels[i] = (byte) (position == 0 ? 0 : keys.get(position - 1) + 1);
    }
    return new LabelMap(image.width(), image.height(), labels);
  }

  /** The seed of the CAMs after {@link PixelAdaptation}. */
  public LabelMap adapted() {
    return Argmax.withBackground(keys, new PixelAdaptation(image).refine(cams), threshold);
  }
}
