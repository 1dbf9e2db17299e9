package io.wood.method.data.quality;

import io.wood.method.image.RgbImage;

/** The mean of (max − min)/max of the three channels over the pixels, 0 for black: 0 when grey. */
final class Saturation {
  private Saturation() {}

  static double of(RgbImage image) {
    return image.meanOfExtremes((max, min) -> max == 0 ? 0 : (max - min) / max);
  }
}
