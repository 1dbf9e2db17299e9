package io.wood.method.image;

/** Draws a heat map over its image: where does the classifier find the class? */
public final class HeatOverlay {
  /** Share of the heat colour at full heat. */
  private static final double STRENGTH = .6;

  private HeatOverlay() {}

  /**
   * Blends heat over an image: 0 leaves a darkened grey of the image, 1 is red; between are blue,
   * green and yellow. The heat is stretched bilinearly to the image.
   *
   * @param heat mapHeight × mapWidth values of 0 to 1, row-major
   */
  public static RgbImage over(RgbImage image, float[] heat, int mapWidth, int mapHeight) {
    if (heat.length != mapWidth * mapHeight) {
      throw new IllegalArgumentException(
          "a heat map of "
              + mapWidth
              + "x"
              + mapHeight
              + " does not have "
              + heat.length
              + " values");
    }
    int width = image.width();
    int height = image.height();
    byte[] bytes = new byte[3 * width * height];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        double hot = sample(heat, mapWidth, mapHeight, (x + .5) / width, (y + .5) / height);
        double share = STRENGTH * Math.min(1, .25 + hot);
        int gray = (2 * image.at(x, y, 0) + 5 * image.at(x, y, 1) + image.at(x, y, 2)) / 8;
        for (int channel = 0; channel < 3; channel++) {
          double base = hot * image.at(x, y, channel) + (1 - hot) * .8 * gray;
          bytes[to + channel] =
              (byte) Math.round((1 - share) * base + share * 255 * colour(hot, channel));
        }
      }
    }
    return new RgbImage(width, height, bytes);
  }

  /** Blue, cyan, green, yellow, red: three tents, a quarter of the range apart. */
  private static double colour(double hot, int channel) {
    double centre = .75 - .25 * channel;
    return Math.max(0, Math.min(1, 1.5 - Math.abs(hot - centre) * 4));
  }

  private static double sample(float[] heat, int width, int height, double u, double v) {
    double x = Math.max(0, u * width - .5);
    double y = Math.max(0, v * height - .5);
    int left = Math.min((int) x, width - 1);
    int top = Math.min((int) y, height - 1);
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double fx = x - left;
    double fy = y - top;
    double upper = (1 - fx) * heat[top * width + left] + fx * heat[top * width + right];
    double lower = (1 - fx) * heat[bottom * width + left] + fx * heat[bottom * width + right];
    return Math.max(0, Math.min(1, (1 - fy) * upper + fy * lower));
  }
}
