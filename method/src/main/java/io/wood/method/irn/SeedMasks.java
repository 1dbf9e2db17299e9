package io.wood.method.irn;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.crf.PixelAdaptation;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Masks of one image that need no training, made from the CAMs alone: labels for IRN are made of
 * them, and they are what IRN and the walk have to beat. The dense CRF is built once for all of
 * them.
 */
public final class SeedMasks {
  /** Pixels that are processed at once. */
  public static final int MAX_PIXELS = 2_000_000;

  private final int width;
  private final int height;
  private final RgbImage image;
  private final List<Integer> keys;
  private final ImagePlanes cams;
  private final RefinementParameters.IrnLabels parameters;
  private DenseCrf crf;

  /**
   * With {@link #MAX_PIXELS}.
   *
   * @param image the image
   * @param keys class index of each CAM, counted from 0 without background
   * @param cams of the image's size, 0 to 1
   * @param parameters of the CRF
   */
  public SeedMasks(
      RgbImage image,
      List<Integer> keys,
      ImagePlanes cams,
      RefinementParameters.IrnLabels parameters) {
    this(image, keys, cams, parameters, MAX_PIXELS);
  }

  /**
   * With another limit.
   *
   * @param maxPixels masks of larger images are computed on a smaller copy, which bounds the memory
   *     to about 600 bytes a pixel and 36 a pixel and label, see {@link
   *     io.wood.method.image.PixelMemory#ofMasks}
   */
  SeedMasks(
      RgbImage image,
      List<Integer> keys,
      ImagePlanes cams,
      RefinementParameters.IrnLabels parameters,
      int maxPixels) {
    if (cams.height() != image.height() || cams.width() != image.width()) {
      throw new IllegalArgumentException(
          "the CAMs are %dx%d, their image is %dx%d"
              .formatted(cams.width(), cams.height(), image.width(), image.height()));
    }
    cams.requireFinite("CAM");
    this.width = image.width();
    this.height = image.height();
    this.image = BicubicResize.atMost(image, maxPixels);
    this.keys = List.copyOf(keys);
    this.cams = cams.resized(this.image.height(), this.image.width());
    this.parameters = parameters;
  }

  /**
   * The seed after a dense CRF: 0 for background, class index + 1 for a class.
   *
   * @param threshold of the constant background plane
   */
  public LabelMap cleaned(double threshold) {
    byte[] positions = clean(threshold).get(0).labels();
    byte[] labels = new byte[positions.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) label(positions[i]);
    }
    return enlarged(labels);
  }

  /** The seed of the CAMs after {@link PixelAdaptation}, with labels as in {@link #cleaned}. */
  public LabelMap adapted(double threshold) {
    ImagePlanes refined = new PixelAdaptation(image).refine(cams);
    return enlarged(Argmax.withBackground(keys, refined, threshold).labels());
  }

  /** Seeds after the CRF at these thresholds: 0 for background, 1 for the first CAM and so on. */
  List<LabelMap> clean(double... thresholds) {
    List<Integer> positions = IntStream.range(0, keys.size()).boxed().toList();
    List<LabelMap> given =
        Arrays.stream(thresholds)
            .mapToObj(threshold -> Argmax.withBackground(positions, cams, threshold))
            .toList();
    if (keys.isEmpty()) {
      return given;
    }
    if (crf == null) {
      int longSide = Math.max(image.width(), image.height());
      crf = new DenseCrf(image, CrfParameters.PAPER.scaled(parameters.crfScale(longSide)));
    }
    return crf.clean(given, keys.size() + 1, parameters.crfIterations());
  }

  /** The label of a position. */
  int label(byte position) {
    return position == 0 ? 0 : keys.get((position & 0xff) - 1) + 1;
  }

  /** Labels of the computed size at the image's size. */
  LabelMap enlarged(byte[] labels) {
    return NearestResize.resize(new LabelMap(image.width(), image.height(), labels), width, height);
  }
}
