package io.wood.method.walk;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;

/**
 * From class activation maps and edges to masks: cam^power, random walk, enlargement, a constant
 * background plane, argmax (IRN, section 4.3).
 */
public final class PseudoMasks {
  private final RandomWalk walk;
  private final double camPower;

  /** With the walk's parameters. */
  public PseudoMasks(Walk parameters) {
    this.walk = new RandomWalk(parameters);
    this.camPower = parameters.camPower();
  }

  /**
   * Walks one image's maps.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param strided CAMs at a quarter of the resolution, 0 to 1
   * @param edge one plane of the same cells, 0 to 1
   * @param height rows of the image, pixels
   * @param width columns of the image, pixels
   */
  public WalkedMaps walk(
      List<Integer> keys, ImagePlanes strided, ImagePlanes edge, int height, int width) {
    strided.requireFinite("CAM");
    return new WalkedMaps(keys, walk.spread(strided.power(camPower), edge), height, width);
  }

  /**
   * The label of the largest plane per pixel, the background being a constant plane that wins ties.
   * This also turns high-resolution CAMs into seeds.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param planes one plane per class
   * @param background value of the background plane
   * @return 0 for background, class index + 1 for a class
   */
  public static LabelMap argmax(List<Integer> keys, ImagePlanes planes, double background) {
    byte[] labels = new byte[planes.area()];
    float threshold = (float) background;
    float[] best = new float[labels.length];
    Arrays.fill(best, threshold);
    for (int channel = 0; channel < planes.channels(); channel++) {
      byte label = (byte) (keys.get(channel) + 1);
      int from = channel * labels.length;
      for (int i = 0; i < labels.length; i++) {
        if (planes.values()[from + i] > best[i]) {
          best[i] = planes.values()[from + i];
          labels[i] = label;
        }
      }
    }
    return new LabelMap(planes.width(), planes.height(), labels);
  }
}
