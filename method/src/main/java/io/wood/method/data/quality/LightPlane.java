package io.wood.method.data.quality;

import io.wood.method.image.RgbImage;

/** The luminance of an image, .299 R + .587 G + .114 B (ITU-R BT.601), 0 to 255. */
final class LightPlane {
  private final int width;
  private final int height;
  private final float[] values;

  private LightPlane(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  static LightPlane of(RgbImage image) {
    return part(image, 0, 0, image.width(), image.height());
  }

  /** A rectangle of an image. */
  static LightPlane part(RgbImage image, int left, int top, int width, int height) {
    float[] values = new float[width * height];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to++) {
        values[to] =
            .299f * image.at(left + x, top + y, 0)
                + .587f * image.at(left + x, top + y, 1)
                + .114f * image.at(left + x, top + y, 2);
      }
    }
    return new LightPlane(width, height, values);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  float at(int x, int y) {
    return values[y * width + x];
  }

  double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
