package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Label maps as palette PNGs, the way PASCAL VOC stores them. */
public final class LabelMaps {
  private static final IndexColorModel VOC = vocColours();

  private LabelMaps() {}

  /**
   * Reads a palette or grey PNG, also with 16 bits or transparency; the label is the palette index,
   * or the grey value, of the pixel.
   *
   * @throws UnusableImageException when it is no such file, or a value is larger than 255
   */
  public static LabelMap decode(byte[] png) throws UnusableImageException {
    Raster raster =
        ImageFiles.open(png, ImageLimits.DEFAULT, image -> image.picture(1).getRaster());
    if (raster.getNumBands() > 2 || raster.getSampleModel().getSampleSize(0) > 16) {
      throw new UnusableImageException(
          "a mask needs one channel (palette or grey PNG); this image has "
              + raster.getNumBands()
              + " of "
              + raster.getSampleModel().getSampleSize(0)
              + " bits");
    }
    int width = raster.getWidth();
    byte[] labels = new byte[width * raster.getHeight()];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        if (row[x] > LabelMap.IGNORE) {
          throw new UnusableImageException(
              "a mask has values up to 255; this one holds " + row[x] + ": save it with 8 bits");
        }
        labels[y * width + x] = (byte) row[x];
      }
    }
    return new LabelMap(width, raster.getHeight(), labels);
  }

  /** A palette PNG in the colours of VOC: black is background, 255 is off-white. */
  public static byte[] encode(LabelMap map) {
    BufferedImage picture =
        new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_BYTE_INDEXED, VOC);
    picture.getRaster().setDataElements(0, 0, map.width(), map.height(), map.labels());
    return ImageEncoder.png(picture);
  }

  /** A grey PNG whose values are the labels. */
  public static byte[] encodeGrey(LabelMap map) {
    BufferedImage picture =
        new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, map.width(), map.height(), map.labels());
    return ImageEncoder.png(picture);
  }

  /** The colour of a label in VOC's palette, 0xRRGGBB. */
  public static int colour(int label) {
    return VOC.getRGB(label) & 0xffffff;
  }

  /**
   * A label map in VOC's colours, for display.
   *
   * @param ignored colour of ignored pixels, 0xRRGGBB
   */
  public static RgbImage painted(LabelMap map, int ignored) {
    byte[] bytes = new byte[3 * map.labels().length];
    int to = 0;
    for (byte each : map.labels()) {
      int label = each & 0xff;
      int colour = label == LabelMap.IGNORE ? ignored : colour(label);
      bytes[to++] = (byte) (colour >> 16);
      bytes[to++] = (byte) (colour >> 8);
      bytes[to++] = (byte) colour;
    }
    return new RgbImage(map.width(), map.height(), bytes);
  }

  /** VOC's rule: the bits of the label, three at a time, are the high bits of red, green, blue. */
  private static IndexColorModel vocColours() {
    byte[][] channels = new byte[3][256];
    for (int label = 0; label < 256; label++) {
      for (int bit = 0; bit < 8; bit++) {
        for (int channel = 0; channel < 3; channel++) {
          channels[channel][label] |= (byte) ((label >> (3 * bit + channel) & 1) << (7 - bit));
        }
      }
    }
    return new IndexColorModel(8, 256, channels[0], channels[1], channels[2]);
  }
}
