package io.wood.method.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The samples of a decoded picture as 8-bit RGB, without any conversion between colour spaces: as
 * Pillow's {@code convert("RGB")}, and unlike the JDK's, which brightens grey through a linear
 * space. Grey becomes three equal channels, transparency is dropped, CMYK is multiplied with black,
 * and of 16 bits the upper eight count.
 */
final class PictureSamples {
  private static final int CMYK_BANDS = 4;

  private PictureSamples() {}

  /**
   * Reads the samples.
   *
   * @throws UnusableImageException for samples that are no whole numbers of 1 to 16 bits, or none
   *     of palette, grey, RGB or CMYK
   */
  static RgbImage of(BufferedImage picture) throws UnusableImageException {
    if (picture.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return ofBgr(picture);
    }
    Raster raster = picture.getRaster();
    ColorModel colours = picture.getColorModel();
    if (colours instanceof IndexColorModel palette) {
      return ofPalette(raster, palette);
    }
    requireWholeNumbers(raster);
    int space = colours.getColorSpace().getType();
    int bands = raster.getNumBands();
    if (space == ColorSpace.TYPE_GRAY) {
      return ofBands(raster, 0, 0, 0);
    }
    if (space == ColorSpace.TYPE_RGB && bands >= 3) {
      return ofBands(raster, 0, 1, 2);
    }
    if (space == ColorSpace.TYPE_CMYK && bands >= CMYK_BANDS) {
      return ofCmyk(raster);
    }
    throw new UnusableImageException(
        "its colours are neither grey nor RGB nor CMYK (%d channels); save it as RGB"
            .formatted(bands));
  }

  private static void requireWholeNumbers(Raster raster) throws UnusableImageException {
    int type = raster.getTransferType();
    int bits = raster.getSampleModel().getSampleSize(0);
    boolean whole =
        type == DataBuffer.TYPE_BYTE
            || type == DataBuffer.TYPE_USHORT
            || type == DataBuffer.TYPE_INT;
    if (!whole || bits > 16) {
      throw new UnusableImageException(
          "it has %d bits per sample%s; save it with 8 or 16"
              .formatted(bits, whole ? "" : ", signed or fractions"));
    }
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

  private static RgbImage ofPalette(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    byte[] bytes = newBytes(raster);
    int[] row = new int[width];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int index : row) {
        int colour = palette.getRGB(Math.min(index, palette.getMapSize() - 1));
        bytes[to++] = (byte) (colour >> 16);
        bytes[to++] = (byte) (colour >> 8);
        bytes[to++] = (byte) colour;
      }
    }
    return new RgbImage(width, raster.getHeight(), bytes);
  }

  private static RgbImage ofBands(Raster raster, int... bands) {
    int width = raster.getWidth();
    byte[] bytes = newBytes(raster);
    int[] row = new int[width];
    for (int channel = 0; channel < bands.length; channel++) {
      byte[] eight = toEightBits(raster.getSampleModel().getSampleSize(bands[channel]));
      for (int y = 0; y < raster.getHeight(); y++) {
        raster.getSamples(0, y, width, 1, bands[channel], row);
        int to = 3 * y * width + channel;
        for (int sample : row) {
          bytes[to] = eight[sample];
          to += 3;
        }
      }
    }
    return new RgbImage(width, raster.getHeight(), bytes);
  }

  private static byte[] newBytes(Raster raster) {
    return new byte
        [Math.multiplyExact(3, Math.multiplyExact(raster.getWidth(), raster.getHeight()))];
  }

  /** The upper eight of up to 16 bits; fewer are stretched to 0 to 255. */
  private static byte[] toEightBits(int bits) {
    byte[] eight = new byte[1 << bits];
    for (int sample = 0; sample < eight.length; sample++) {
      eight[sample] = (byte) (bits < 8 ? sample * 255 / (eight.length - 1) : sample >> (bits - 8));
    }
    return eight;
  }

  private static RgbImage ofCmyk(Raster raster) {
    int width = raster.getWidth();
    byte[] eight = toEightBits(raster.getSampleModel().getSampleSize(0));
    byte[] bytes = newBytes(raster);
    int[] row = new int[width * raster.getNumBands()];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int at = 0; at < row.length; at += raster.getNumBands()) {
        int white = 255 - (eight[row[at + 3]] & 0xff);
        for (int ink = 0; ink < 3; ink++) {
          bytes[to++] = (byte) (white - over255((eight[row[at + ink]] & 0xff) * white));
        }
      }
    }
    return new RgbImage(width, raster.getHeight(), bytes);
  }

  /**
   * A JPEG in CMYK: Adobe's programs store 255 minus the ink.
   *
   * @param raster samples as they are in the file
   * @param ycck whether the inks are stored as luminance and chroma
   */
  static RgbImage ofCmykJpeg(Raster raster, boolean ycck) {
    int width = raster.getWidth();
    byte[] bytes = newBytes(raster);
    int[] row = new int[width * CMYK_BANDS];
    int[] light = new int[3];
    for (int y = 0, to = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int at = 0; at < row.length; at += CMYK_BANDS) {
        int white = row[at + 3];
        inks(row, at, ycck, light);
        for (int ink = 0; ink < 3; ink++) {
          bytes[to++] = (byte) (white - over255((255 - light[ink]) * white));
        }
      }
    }
    return new RgbImage(width, raster.getHeight(), bytes);
  }

  /** 255 minus each ink; YCCK by the formula of JPEG, with libjpeg's fixed point. */
  private static void inks(int[] row, int at, boolean ycck, int[] light) {
    if (!ycck) {
      System.arraycopy(row, at, light, 0, 3);
      return;
    }
    int luma = row[at];
    int blue = row[at + 1] - 128;
    int red = row[at + 2] - 128;
    light[0] = 255 - clamped(luma + ((91881 * red + 32768) >> 16));
    light[1] = 255 - clamped(luma + ((-22554 * blue - 46802 * red + 32768) >> 16));
    light[2] = 255 - clamped(luma + ((116130 * blue + 32768) >> 16));
  }

  private static int clamped(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** value / 255, rounded as Pillow rounds it. */
  private static int over255(int value) {
    int half = value + 128;
    return ((half >> 8) + half) >> 8;
  }
}
