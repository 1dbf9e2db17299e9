package io.wood.method.image;

/** value/255, minus mean (.485, .456, .406), over standard deviation (.229, .224, .225). */
public final class Normaliser {
  private static final double[] MEAN = {.485, .456, .406};
  private static final double[] DEVIATION = {.229, .224, .225};

  /** The result for every byte; the division is exact in double and rounded to float once. */
  private static final float[][] TABLE = table();

  private Normaliser() {}

  private static float[][] table() {
    float[][] table = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        table[channel][value] = (float) ((value / 255. - MEAN[channel]) / DEVIATION[channel]);
      }
    }
    return table;
  }

  /** The normalised value of a sample. */
  public static float of(int value, int channel) {
    return TABLE[channel][value];
  }

  /** The image as three planes, row-major: 3 × height × width. */
  public static float[] planes(RgbImage image) {
    int pixels = image.width() * image.height();
    float[] planes = new float[3 * pixels];
    write(image, planes, 0);
    return planes;
  }

  /** Writes the three planes of an image into an array, from an offset. */
  public static void write(RgbImage image, float[] to, int offset) {
    int pixels = image.width() * image.height();
    byte[] bytes = image.bytes();
    for (int channel = 0; channel < 3; channel++) {
      float[] table = TABLE[channel];
      int at = offset + channel * pixels;
      for (int i = 0, from = channel; i < pixels; i++, from += 3) {
        to[at + i] = table[bytes[from] & 0xff];
      }
    }
  }

  /**
   * Places the planes of an image at (left, top) of a canvas of zeros, which is what padding is
   * after normalisation; what lies outside the canvas is cut.
   *
   * @return 3 × height × width
   */
  public static float[] place(RgbImage image, int left, int top, int width, int height) {
    float[] planes = new float[3 * width * height];
    byte[] bytes = image.bytes();
    int firstX = Math.max(0, left);
    int lastX = Math.min(width, left + image.width());
    int firstY = Math.max(0, top);
    int lastY = Math.min(height, top + image.height());
    for (int channel = 0; channel < 3; channel++) {
      float[] table = TABLE[channel];
      for (int y = firstY; y < lastY; y++) {
        int from = 3 * ((y - top) * image.width() + firstX - left) + channel;
        int at = (channel * height + y) * width + firstX;
        for (int x = firstX; x < lastX; x++, from += 3) {
          planes[at++] = table[bytes[from] & 0xff];
        }
      }
    }
    return planes;
  }
}
