package io.wood.method.image;

import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.ImageFiles.OpenImage;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageTypeSpecifier;

/** Decodes an image file into pixels, or says why it cannot. */
public final class ImageDecoder {
  /** Bytes of a decoded pixel. */
  private static final int RGB_BYTES = 3;

  /** The WebP reader's planes beside its picture, bytes a pixel. */
  private static final int WEBP_BYTES = 8;

  private ImageDecoder() {}

  /** Decodes within the default limits. */
  public static RgbImage decode(byte[] file) throws UnusableImageException {
    return decode(file, ImageLimits.DEFAULT);
  }

  /**
   * Decodes the first picture of a file in any {@link ImageFormat}, upright: as the photographer
   * saw it (EXIF orientation). Masks lie on the upright picture.
   *
   * <p>The samples are those of Pillow's {@code convert("RGB")}: grey becomes three equal channels,
   * transparency is dropped, colour profiles are not applied, CMYK is multiplied with black. Of 16
   * bits the upper eight count; that differs from Pillow for 16-bit grey alone, which it clips at
   * 255 and so turns nearly white.
   *
   * @throws UnusableImageException when it is no image, damaged, or over the limits; the declared
   *     size is checked before memory for the pixels is taken
   */
  public static RgbImage decode(byte[] file, ImageLimits limits) throws UnusableImageException {
    return decodeFor(file, limits, Integer.MAX_VALUE);
  }

  /** Decodes as {@link #decode(byte[], ImageLimits)}, but leaves the pixels as they are stored. */
  public static RgbImage decodeStored(byte[] file, ImageLimits limits)
      throws UnusableImageException {
    return ImageFiles.open(file, limits, image -> pixels(file, image, 1));
  }

  /**
   * Decodes for scaling down to a long side: a file is read at every n-th pixel with the largest n
   * that leaves twice that side, so that memory follows the side and not the photograph. GIF and
   * WebP files and smaller images are decoded whole.
   *
   * @param longSide that the caller scales to, pixels
   * @throws UnusableImageException as {@link #decode(byte[], ImageLimits)}
   */
  public static RgbImage decodeFor(byte[] file, ImageLimits limits, int longSide)
      throws UnusableImageException {
    return ImageFiles.open(
        file,
        limits,
        image ->
            ExifOrientation.of(file, image.format())
                .of(pixels(file, image, step(image, longSide))));
  }

  /**
   * Width and height of the upright picture as the file declares them, without decoding it.
   *
   * @throws UnusableImageException when it is no image or over the limits
   */
  public static ImageSize size(byte[] file, ImageLimits limits) throws UnusableImageException {
    return ImageFiles.open(
        file, limits, image -> ExifOrientation.of(file, image.format()).of(image.size()));
  }

  /** True where the file's EXIF orientation turns or mirrors its stored pixels. */
  public static boolean isTurned(byte[] file) {
    return ImageFormat.of(file)
        .filter(format -> ExifOrientation.of(file, format) != Orientation.UPRIGHT)
        .isPresent();
  }

  /**
   * Memory that {@link #decodeFor} takes beside the file, estimated from its header.
   *
   * @return bytes
   * @throws UnusableImageException when it is no image or over the limits
   */
  public static long memory(byte[] file, ImageLimits limits, int longSide)
      throws UnusableImageException {
    return ImageFiles.open(
        file,
        limits,
        image -> {
          long step = step(image, longSide);
          boolean turned = ExifOrientation.of(file, image.format()) != Orientation.UPRIGHT;
          long bytes = storedBytes(image) + RGB_BYTES + (turned ? RGB_BYTES : 0);
          return side(image.size().width(), step) * side(image.size().height(), step) * bytes;
        });
  }

  private static long side(int stored, long step) {
    return (stored + step - 1) / step;
  }

  private static long storedBytes(OpenImage image) throws IOException {
    Iterator<ImageTypeSpecifier> types = image.reader().getImageTypes(0);
    if (!types.hasNext()) {
      // A JPEG in CMYK.
      return 4;
    }
    SampleModel samples = types.next().getSampleModel();
    long bits = 0;
    for (int size : samples.getSampleSize()) {
      bits += Math.max(8, size);
    }
    return bits / 8 + (image.format() == ImageFormat.WEBP ? WEBP_BYTES : 0);
  }

  private static int step(OpenImage image, int longSide) {
    return switch (image.format()) {
      case JPEG, PNG, BMP, TIFF -> image.size().stepFor(longSide);
      case GIF, WEBP -> 1;
    };
  }

  private static RgbImage pixels(byte[] file, OpenImage image, int step)
      throws IOException, UnusableImageException {
    if (image.format() == ImageFormat.JPEG) {
      JpegSegments segments = new JpegSegments(file);
      if (segments.isCmyk()) {
        return PictureSamples.ofCmykJpeg(image.raster(step), segments.isYcck());
      }
    }
    if (image.format() == ImageFormat.GIF) {
      GifScreen screen = GifScreen.of(image.reader());
      return PictureSamples.of(screen.place(image.picture(step)));
    }
    return PictureSamples.of(image.picture(step));
  }
}
