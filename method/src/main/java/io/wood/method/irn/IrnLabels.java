package io.wood.method.irn;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.crf.CrfParameters;
import io.wood.method.crf.DenseCrf;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the labels that IRN is trained on (IRN, section 4.1). Two label maps are made from the
 * CAMs, one with a high and one with a low background plane, and cleaned by the dense CRF: a pixel
 * gets a class where the first map has one, background (0) where both have it, and 255 (ignored)
 * elsewhere.
 */
public final class IrnLabels {
  /** Pixels that are processed at once. */
  public static final int MAX_PIXELS = 2_000_000;

  private final RefinementParameters.IrnLabels parameters;
  private final boolean adversarial;
  private final int maxPixels;

  /**
   * With {@link #MAX_PIXELS}.
   *
   * @param parameters thresholds and CRF
   * @param adversarial whether the maps are AdvCAM's
   */
  public IrnLabels(RefinementParameters.IrnLabels parameters, boolean adversarial) {
    this(parameters, adversarial, MAX_PIXELS);
  }

  /**
   * With another limit.
   *
   * @param maxPixels labels of larger images are computed on a smaller copy, which bounds the
   *     memory to about 250 bytes a pixel
   */
  public IrnLabels(RefinementParameters.IrnLabels parameters, boolean adversarial, int maxPixels) {
    this.parameters = parameters;
    this.adversarial = adversarial;
    this.maxPixels = maxPixels;
  }

  /**
   * Labels of one image.
   *
   * @param image the image
   * @param keys class index of each CAM, counted from 0 without background
   * @param highRes CAMs in the image's resolution, 0 to 1
   * @return 0 background, class index + 1, or 255
   */
  public LabelMap label(RgbImage image, List<Integer> keys, ImagePlanes highRes) {
    if (highRes.height() != image.height() || highRes.width() != image.width()) {
      throw new IllegalArgumentException(
          "the CAMs are %dx%d, their image is %dx%d"
              .formatted(highRes.width(), highRes.height(), image.width(), image.height()));
    }
    highRes.requireFinite("CAM");
    double pixels = (double) image.width() * image.height();
    if (pixels <= maxPixels) {
      return combine(image, keys, highRes);
    }
    RgbImage smaller = BicubicResize.scale(image, Math.sqrt(maxPixels / pixels));
    ImagePlanes cams = highRes.resized(smaller.height(), smaller.width());
    return NearestResize.resize(combine(smaller, keys, cams), image.width(), image.height());
  }

  private LabelMap combine(RgbImage image, List<Integer> keys, ImagePlanes highRes) {
    byte[] labels = new byte[highRes.area()];
    if (!keys.isEmpty()) {
      int longSide = Math.max(image.width(), image.height());
      DenseCrf crf = new DenseCrf(image, CrfParameters.PAPER.scaled(parameters.crfScale(longSide)));
      // 0 for background, 1 for the first CAM and so on.
      List<Integer> positions = IntStream.range(0, highRes.channels()).boxed().toList();
      List<LabelMap> given =
          List.of(
              Argmax.withBackground(positions, highRes, parameters.foreground()),
              Argmax.withBackground(positions, highRes, parameters.background(adversarial)));
      List<LabelMap> cleaned = crf.clean(given, highRes.channels() + 1, parameters.crfIterations());
      byte[] sure = cleaned.get(0).labels();
      byte[] possible = cleaned.get(1).labels();
      for (int i = 0; i < labels.length; i++) {
        int position = sure[i] & 0xff;
        int label = position > 0 ? keys.get(position - 1) + 1 : possible[i] != 0 ? 255 : 0;
        labels[i] = (byte) label;
      }
    }
    return new LabelMap(image.width(), image.height(), labels);
  }
}
