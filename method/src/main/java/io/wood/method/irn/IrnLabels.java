package io.wood.method.irn;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * Makes the labels that IRN is trained on (IRN, section 4.1). Two label maps are made from the
 * CAMs, one with a high and one with a low background plane, and cleaned by the dense CRF: a pixel
 * gets a class where the first map has one, background (0) where both have it, and 255 (ignored)
 * elsewhere.
 */
public final class IrnLabels {
  private final RefinementParameters.IrnLabels parameters;
  private final boolean adversarial;

  /**
   * Labels with these settings.
   *
   * @param parameters thresholds and CRF
   * @param adversarial whether the maps are AdvCAM's
   */
  public IrnLabels(RefinementParameters.IrnLabels parameters, boolean adversarial) {
    this.parameters = parameters;
    this.adversarial = adversarial;
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
    return label(new SeedMasks(image, keys, highRes, parameters));
  }

  /** The same from the seeds of an image. */
  public LabelMap label(SeedMasks seeds) {
    List<LabelMap> cleaned =
        seeds.clean(parameters.foreground(), parameters.background(adversarial));
    byte[] sure = cleaned.get(0).labels();
    byte[] possible = cleaned.get(1).labels();
    byte[] labels = new byte[sure.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (sure[i] == 0 && possible[i] != 0 ? 255 : seeds.label(sure[i]));
    }
    return seeds.enlarged(labels);
  }
}
