package io.wood.method.image;

import java.util.Arrays;

/**
 * Bicubic resizing, equal to Pillow's byte for byte: a = −½, antialiased when shrinking (the kernel
 * is stretched by the scale), 22-bit fixed point, the horizontal pass first with an 8-bit
 * intermediate, then the vertical pass.
 */
public final class BicubicResize {
  private BicubicResize() {}

  /** Resizes by a factor; each side is rounded half to even. */
  public static RgbImage scale(RgbImage image, double scale) {
    return resize(
        image,
        ResizedSizes.scaled(image.width(), scale),
        ResizedSizes.scaled(image.height(), scale));
  }

  /** Resizes so that the longer side has the given length. */
  public static RgbImage toLongSide(RgbImage image, int longSide) {
    return scale(image, longSide / (double) Math.max(image.width(), image.height()));
  }

  /** The image, or a copy whose longer side has the given length if its own is longer. */
  public static RgbImage atMostLongSide(RgbImage image, int longSide) {
    return Math.max(image.width(), image.height()) > longSide ? toLongSide(image, longSide) : image;
  }

  /** The image, or a copy of at most about so many pixels. */
  public static RgbImage atMost(RgbImage image, long pixels) {
    return scaleAtMost(image, 1, pixels);
  }

  /** Resizes by a factor, or to at most about so many pixels where that is less. */
  public static RgbImage scaleAtMost(RgbImage image, double scale, long pixels) {
    double factor = factorAtMost(image, scale, pixels);
    return factor == 1 ? image : scale(image, factor);
  }

  /** The factor of {@link #scaleAtMost}. */
  public static double factorAtMost(RgbImage image, double scale, long pixels) {
    double max = Math.sqrt(pixels / ((double) image.width() * image.height()));
    return Math.min(scale, max);
  }

  /** Resizes to a size in pixels. */
  public static RgbImage resize(RgbImage image, int width, int height) {
    byte[] bytes = image.bytes();
    if (width != image.width()) {
      bytes =
          horizontal(
              bytes, image.height(), image.width(), ResampleWeights.of(image.width(), width));
    }
    if (height != image.height()) {
      bytes = vertical(bytes, 3 * width, ResampleWeights.of(image.height(), height));
    }
    return new RgbImage(width, height, bytes);
  }

  private static byte[] horizontal(byte[] from, int rows, int width, ResampleWeights weights) {
    int columns = weights.size();
    byte[] to = new byte[Math.multiplyExact(3 * columns, rows)];
    for (int y = 0, out = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int first = 3 * (y * width + weights.first(x));
        int red = ResampleWeights.HALF;
        int green = ResampleWeights.HALF;
        int blue = ResampleWeights.HALF;
        for (int k = 0; k < weights.count(x); k++, first += 3) {
          int weight = weights.weight(x, k);
          red += (from[first] & 0xff) * weight;
          green += (from[first + 1] & 0xff) * weight;
          blue += (from[first + 2] & 0xff) * weight;
        }
        to[out++] = ResampleWeights.toByte(red);
        to[out++] = ResampleWeights.toByte(green);
        to[out++] = ResampleWeights.toByte(blue);
      }
    }
    return to;
  }

  private static byte[] vertical(byte[] from, int stride, ResampleWeights weights) {
    byte[] to = new byte[Math.multiplyExact(stride, weights.size())];
    int[] sums = new int[stride];
    for (int y = 0; y < weights.size(); y++) {
      Arrays.fill(sums, ResampleWeights.HALF);
      for (int k = 0; k < weights.count(y); k++) {
        int weight = weights.weight(y, k);
        int row = (weights.first(y) + k) * stride;
        for (int x = 0; x < stride; x++) {
          sums[x] += (from[row + x] & 0xff) * weight;
        }
      }
      for (int x = 0; x < stride; x++) {
        to[y * stride + x] = ResampleWeights.toByte(sums[x]);
      }
    }
    return to;
  }
}
