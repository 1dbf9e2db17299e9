package io.wood.method.image;

/**
 * Nearest-neighbour resizing of labels, equal to Pillow's: the source coordinate starts at half the
 * scale and the scale is added again and again in double precision, truncated at each step.
 */
public final class NearestResize {
  private NearestResize() {}

  /** Resizes by a factor; each side is rounded half to even. */
  public static LabelMap scale(LabelMap map, double scale) {
    return resize(
        map, ResizedSizes.scaled(map.width(), scale), ResizedSizes.scaled(map.height(), scale));
  }

  /** Resizes to a size in pixels; a map of this size is returned as it is. */
  public static LabelMap resize(LabelMap map, int width, int height) {
    if (map.width() == width && map.height() == height) {
      return map;
    }
    int[] columns = sources(map.width(), width);
    int[] rows = sources(map.height(), height);
    byte[] labels = new byte[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        labels[y * width + x] = map.labels()[rows[y] * map.width() + columns[x]];
      }
    }
    return new LabelMap(width, height, labels);
  }

  private static int[] sources(int in, int out) {
    double scale = in / (double) out;
    int[] sources = new int[out];
    double at = .5 * scale;
    for (int o = 0; o < out; o++, at += scale) {
      sources[o] = Math.min((int) at, in - 1);
    }
    return sources;
  }
}
