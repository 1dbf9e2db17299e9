package io.wood.method.data.quality;

import io.wood.method.image.RgbImage;

/** The mean of (max − min)/max of the three channels over the pixels, 0 for black: 0 when grey. */
final class Saturation {
  private Saturation() {}

  static double of(RgbImage image) {
    byte[] bytes = image.bytes();
    double sum = 0;
    for (int i = 0; i < bytes.length; i += 3) {
      int red = bytes[i] & 0xff;
      int green = bytes[i + 1] & 0xff;
      int blue = bytes[i + 2] & 0xff;
      int max = Math.max(red, Math.max(green, blue));
      int min = Math.min(red, Math.min(green, blue));
      sum += max == 0 ? 0 : (max - min) / (double) max;
    }
    return sum / ((double) image.width() * image.height());
  }
}
