package io.wood.method.image;

/** An RGB picture: rows from the top, pixels from the left, one byte each of R, G and B. */
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] bytes;

  /**
   * Takes the bytes as they are, without a copy.
   *
   * @param width pixels
   * @param height pixels
   * @param bytes height × width × 3
   */
  public RgbImage(int width, int height, byte[] bytes) {
    if (width < 1 || height < 1 || bytes.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an RGB image of " + width + "x" + height + " does not have " + bytes.length + " bytes");
    }
    this.width = width;
    this.height = height;
    this.bytes = bytes;
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The bytes themselves, height × width × 3; not a copy, not to be written to. */
  public byte[] bytes() {
    return bytes;
  }
}
