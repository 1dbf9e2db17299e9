package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Decodes an image file into pixels, or says why it cannot. */
public final class ImageDecoder {
  private ImageDecoder() {}

  /** Decodes within the default limits. */
  public static RgbImage decode(byte[] file) throws UnusableImageException {
    return decode(file, ImageLimits.DEFAULT);
  }

  /**
   * Decodes a JPEG, PNG, GIF (first frame), BMP or TIFF file.
   *
   * <p>As Pillow's {@code convert("RGB")}: grey becomes three equal channels, transparency is
   * dropped, the orientation tag of cameras is not applied (masks lie on the stored pixels).
   *
   * @throws UnusableImageException when it is no image, damaged, or over the limits; the declared
   *     size is checked before memory for the pixels is taken
   */
  public static RgbImage decode(byte[] file, ImageLimits limits) throws UnusableImageException {
    return pixels(ImageFiles.read(file, limits, Integer.MAX_VALUE));
  }

  /**
   * Decodes for scaling down to a long side: a JPEG is read at every n-th pixel with the largest n
   * that leaves twice that side, so that memory follows the side and not the photograph. Other
   * formats and smaller images are decoded whole.
   *
   * @param longSide that the caller scales to, pixels
   * @throws UnusableImageException as {@link #decode(byte[], ImageLimits)}
   */
  public static RgbImage decodeFor(byte[] file, ImageLimits limits, int longSide)
      throws UnusableImageException {
    return pixels(ImageFiles.read(file, limits, longSide));
  }

  /**
   * Width and height as the file declares them, without decoding it.
   *
   * @throws UnusableImageException when it is no image or over the limits
   */
  public static ImageSize size(byte[] file, ImageLimits limits) throws UnusableImageException {
    return ImageFiles.size(file, limits);
  }

  private static RgbImage pixels(BufferedImage picture) {
    if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return ofGray(picture);
    }
    if (picture.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return ofBgr(picture);
    }
    return RgbImage.of(picture);
  }

  /** By the samples: the JDK's own conversion brightens grey images through a linear space. */
  private static RgbImage ofGray(BufferedImage picture) {
    byte[] gray = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] bytes = new byte[3 * gray.length];
    for (int i = 0, to = 0; i < gray.length; i++) {
      bytes[to++] = gray[i];
      bytes[to++] = gray[i];
      bytes[to++] = gray[i];
    }
    return new RgbImage(picture.getWidth(), picture.getHeight(), bytes);
  }

  private static RgbImage ofBgr(BufferedImage picture) {
    byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] bytes = new byte[bgr.length];
    for (int i = 0; i < bgr.length; i += 3) {
      bytes[i] = bgr[i + 2];
      bytes[i + 1] = bgr[i + 1];
      bytes[i + 2] = bgr[i];
    }
    return new RgbImage(picture.getWidth(), picture.getHeight(), bytes);
  }
}
