package io.wood.method.image;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** One class index a pixel: 0 background, 1 to C the classes, 255 ignore. Treat it as immutable. */
public final class LabelMap {
  /** The index of pixels that are ignored. */
  public static final int IGNORE = 255;

  private final int width;
  private final int height;
  private final byte[] labels;

  /**
   * @param width pixels
   * @param height pixels
   * @param labels height × width, unsigned; kept, not copied
   */
  public LabelMap(int width, int height, byte[] labels) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a mask of " + width + "x" + height + " has no pixel");
    }
    requireNonNull(labels, "labels");
    if (labels.length != (long) width * height) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + " pixels need "
              + (long) width * height
              + " labels, not "
              + labels.length);
    }
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The labels, height × width; not copied, read only. */
  public byte[] labels() {
    return labels;
  }

  /** The class index of a pixel, 0 to 255. */
  public int at(int x, int y) {
    return labels[y * width + x] & 0xff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap that
        && width == that.width
        && height == that.height
        && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "LabelMap " + width + "x" + height;
  }
}
