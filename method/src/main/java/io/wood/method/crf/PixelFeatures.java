package io.wood.method.crf;

import io.wood.method.image.RgbImage;

/** The features by which pixels are compared, in units of the deviations of the kernels. */
final class PixelFeatures {
  private PixelFeatures() {}

  /** (x, y)/deviation per pixel. */
  static float[] position(RgbImage image, CrfParameters parameters) {
    float deviation = (float) parameters.smoothDeviation();
    float[] features = new float[2 * image.width() * image.height()];
    for (int i = 0; i < image.width() * image.height(); i++) {
      features[2 * i] = i % image.width() / deviation;
      features[2 * i + 1] = row(i, image) / deviation;
    }
    return features;
  }

  /** (x, y)/deviation and (r, g, b)/deviation per pixel. */
  static float[] appearance(RgbImage image, CrfParameters parameters) {
    float position = (float) parameters.positionDeviation();
    float colour = (float) parameters.colourDeviation();
    float[] features = new float[Math.multiplyExact(5 * image.width(), image.height())];
    for (int i = 0; i < image.width() * image.height(); i++) {
      features[5 * i] = i % image.width() / position;
      features[5 * i + 1] = row(i, image) / position;
      for (int channel = 0; channel < 3; channel++) {
        features[5 * i + 2 + channel] = (image.bytes()[3 * i + channel] & 0xff) / colour;
      }
    }
    return features;
  }

  private static float row(int pixel, RgbImage image) {
    return (float) Math.floorDiv(pixel, image.width());
  }
}
