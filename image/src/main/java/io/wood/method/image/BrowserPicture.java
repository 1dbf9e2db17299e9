package io.wood.method.image;

import io.wood.contracts.artifact.ImageFormat;
import java.util.Optional;

/**
 * What a person sees of an image file in a browser: the same picture, the same way up, as the
 * decoder reads. Browsers turn JPEG files by their EXIF orientation; with PNG and WebP they differ,
 * and TIFF they do not show at all.
 */
public final class BrowserPicture {
  private static final double QUALITY = .9;

  private BrowserPicture() {}

  /** True when every browser shows the file as the decoder reads it; false for no image, too. */
  private static boolean isShown(byte[] file) {
    Optional<ImageFormat> format = ImageFormat.of(file);
    return format.filter(ImageFormat::isShownByBrowsers).isPresent()
        && (format.get() == ImageFormat.JPEG
            || ExifOrientation.of(file, format.get()) == Orientation.UPRIGHT);
  }

  /**
   * True for a file that is served instead of a {@link #jpeg} of it: every browser shows it and it
   * is no wider, or it would take too much memory to decode.
   *
   * @param maxWidth pixels
   * @param maxBytes memory that decoding may take beside the file
   * @throws UnusableImageException when it is no image or over the limits
   */
  public static boolean isServedAsItIs(byte[] file, ImageLimits limits, int maxWidth, long maxBytes)
      throws UnusableImageException {
    ImageSize size = ImageDecoder.size(file, limits);
    return (isShown(file) && size.width() <= maxWidth)
        || ImageDecoder.memory(file, limits, longSide(size, maxWidth)) > maxBytes;
  }

  private static double scale(ImageSize size, int maxWidth) {
    return Math.min(1, maxWidth / (double) size.width());
  }

  private static int longSide(ImageSize size, int maxWidth) {
    return (int) Math.ceil(size.longSide() * scale(size, maxWidth));
  }

  /**
   * A JPEG of the file that is upright without a tag.
   *
   * @param maxWidth wider pictures are scaled down to it, pixels
   * @throws UnusableImageException when the file cannot be decoded
   */
  public static byte[] jpeg(byte[] file, ImageLimits limits, int maxWidth)
      throws UnusableImageException {
    ImageSize size = ImageDecoder.size(file, limits);
    RgbImage image = ImageDecoder.decodeFor(file, limits, longSide(size, maxWidth));
    double scale = scale(size, maxWidth);
    int width = ResizedSizes.scaled(size.width(), scale);
    int height = ResizedSizes.scaled(size.height(), scale);
    return ImageEncoder.jpeg(BicubicResize.resize(image, width, height), QUALITY);
  }
}
