package io.wood.method.image;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** An 8-bit RGB image; rows from the top, three bytes a pixel. Treat it as immutable. */
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] bytes;

  /**
   * @param width pixels
   * @param height pixels
   * @param bytes height × width × 3, unsigned; kept, not copied
   */
  public RgbImage(int width, int height, byte[] bytes) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("an image of " + width + "x" + height + " has no pixel");
    }
    requireNonNull(bytes, "bytes");
    if (bytes.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + " pixels need "
              + 3L * width * height
              + " bytes, not "
              + bytes.length);
    }
    this.width = width;
    this.height = height;
    this.bytes = bytes;
  }

  /** From an image of the JDK; transparency is dropped. */
  public static RgbImage of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] bytes = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int pixel : row) {
        bytes[to++] = (byte) (pixel >> 16);
        bytes[to++] = (byte) (pixel >> 8);
        bytes[to++] = (byte) pixel;
      }
    }
    return new RgbImage(width, height, bytes);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The bytes, height × width × 3; not copied, read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** One sample, 0 to 255; channels are red, green, blue. */
  public int at(int x, int y, int channel) {
    return bytes[3 * (y * width + x) + channel] & 0xff;
  }

  /**
   * A copy of a part.
   *
   * @param left column of its left edge, pixels
   * @param top row of its upper edge, pixels
   * @throws IndexOutOfBoundsException when the part does not lie inside the image
   */
  public RgbImage part(int left, int top, int partWidth, int partHeight) {
    checkFromIndexSize(left, partWidth, width);
    checkFromIndexSize(top, partHeight, height);
    int row = 3 * partWidth;
    byte[] part = new byte[row * partHeight];
    for (int y = 0; y < partHeight; y++) {
      System.arraycopy(bytes, 3 * ((top + y) * width + left), part, y * row, row);
    }
    return new RgbImage(partWidth, partHeight, part);
  }

  /**
   * The mean over the pixels of a value of their samples.
   *
   * @param value of the largest and the smallest of a pixel's three samples, 0 to 255
   */
  public double meanOfExtremes(DoubleBinaryOperator value) {
    double sum = 0;
    for (int i = 0; i < bytes.length; i += 3) {
      int red = bytes[i] & 0xff;
      int green = bytes[i + 1] & 0xff;
      int blue = bytes[i + 2] & 0xff;
      int max = Math.max(red, Math.max(green, blue));
      int min = Math.min(red, Math.min(green, blue));
      sum += value.applyAsDouble(max, min);
    }
    return sum / ((double) width * height);
  }

  /** The same image for the encoders and graphics of the JDK. */
  public BufferedImage toBufferedImage() {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    int from = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++, from += 3) {
        row[x] =
            (bytes[from] & 0xff) << 16 | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff);
      }
      picture.setRGB(0, y, width, 1, row, 0, width);
    }
    return picture;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RgbImage " + width + "x" + height;
  }
}
