package io.wood.method.tensor;

import io.wood.method.image.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Finds the channel of the largest value per cell; the first one wins ties. */
public final class Argmax {
  private Argmax() {}

  /** A label per cell, 0 to channels − 1. */
  public static LabelMap of(ImagePlanes planes) {
    return over(planes.plane(0).values(), planes, 1, channel -> channel);
  }

  /**
   * A label per cell, of background and some classes.
   *
   * @param keys class index of each plane but the first, which is background's, counted from 0
   * @param planes the background's, then one plane per class
   * @return 0 for background, class index + 1 for a class
   */
  public static LabelMap of(List<Integer> keys, ImagePlanes planes) {
    return over(planes.plane(0).values(), planes, 1, channel -> keys.get(channel - 1) + 1);
  }

  /**
   * A label per cell, with a constant background plane before the others.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param planes one plane per class
   * @param background value of the background plane
   * @return 0 for background, class index + 1 for a class
   */
  public static LabelMap withBackground(List<Integer> keys, ImagePlanes planes, double background) {
    float[] largest = new float[planes.area()];
    Arrays.fill(largest, (float) background);
    return over(largest, planes, 0, channel -> keys.get(channel) + 1);
  }

  /**
   * Compares the planes from a channel on with what is largest so far, whose label is 0.
   *
   * @param largest overwritten
   */
  private static LabelMap over(
      float[] largest, ImagePlanes planes, int first, IntUnaryOperator label) {
    byte[] labels = new byte[largest.length];
    for (int channel = first; channel < planes.channels(); channel++) {
      byte current = (byte) label.applyAsInt(channel);
      int from = channel * labels.length;
      for (int i = 0; i < labels.length; i++) {
        if (planes.values()[from + i] > largest[i]) {
          largest[i] = planes.values()[from + i];
          labels[i] = current;
        }
      }
    }
    return new LabelMap(planes.width(), planes.height(), labels);
  }
}
