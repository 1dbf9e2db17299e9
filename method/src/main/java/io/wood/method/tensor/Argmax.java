package io.wood.method.tensor;

import io.wood.method.image.LabelMap;

/** The channel of the largest value per cell; the first one wins ties. */
public final class Argmax {
  private Argmax() {}

  /** A label per cell, 0 to channels − 1. */
  public static LabelMap of(ImagePlanes planes) {
    byte[] labels = new byte[planes.area()];
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int channel = 1; channel < planes.channels(); channel++) {
        float value = planes.values()[channel * labels.length + i];
        if (value > planes.values()[best * labels.length + i]) {
          best = channel;
        }
      }
      labels[i] = (byte) best;
    }
    return new LabelMap(planes.width(), planes.height(), labels);
  }
}
