package io.wood.method.image;

/**
 * The maximum size of an image file, checked before it is decoded: a few bytes can declare
 * gigabytes of pixels.
 *
 * @param maxBytes size of the file
 * @param maxPixels width times height
 */
public record ImageLimits(long maxBytes, long maxPixels) {
  /** 64 MiB and 100 megapixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(64L << 20, 100_000_000);

  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1) {
      throw new IllegalArgumentException(
          "image limits must be positive, not " + maxBytes + " bytes and " + maxPixels + " pixels");
    }
  }
}
