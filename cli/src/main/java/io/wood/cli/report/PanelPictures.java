package io.wood.cli.report;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.HeatOverlay;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;

/** Makes panels small enough for a report of a few megabytes. */
public final class PanelPictures {
  private static final int LONG_SIDE = 240;
  private static final double QUALITY = .85;

  /** Share of the image that is visible through a mask's colour. */
  private static final double THROUGH = .35;

  private PanelPictures() {}

  /** Makes a panel of an image. */
  public static ImagePanel image(String caption, RgbImage image) {
    return panel(caption, image);
  }

  /**
   * Makes a panel of a class activation map over its image.
   *
   * @param heat mapHeight × mapWidth values of 0 to 1, row-major
   */
  public static ImagePanel cam(
      String caption, RgbImage image, float[] heat, int mapWidth, int mapHeight) {
    return panel(caption, HeatOverlay.over(image, heat, mapWidth, mapHeight));
  }

  /** Makes a panel of a mask in class colours over the grey image; ignored pixels are white. */
  public static ImagePanel mask(String caption, RgbImage image, LabelMap mask) {
    if (mask.width() != image.width() || mask.height() != image.height()) {
      throw new IllegalArgumentException(caption + ": " + mask + " does not fit " + image);
    }
    RgbImage painted = LabelMaps.painted(mask, 0xffffff);
    byte[] bytes = new byte[image.bytes().length];
    for (int y = 0, to = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++, to += 3) {
        int grey = (2 * image.at(x, y, 0) + 5 * image.at(x, y, 1) + image.at(x, y, 2)) / 8;
        double through = mask.at(x, y) == 0 ? .55 : THROUGH;
        for (int channel = 0; channel < 3; channel++) {
          int ink = painted.at(x, y, channel);
          bytes[to + channel] = (byte) Math.round(through * grey + (1 - through) * ink);
        }
      }
    }
    return panel(caption, new RgbImage(image.width(), image.height(), bytes));
  }

  private static ImagePanel panel(String caption, RgbImage image) {
    RgbImage small = BicubicResize.atMostLongSide(image, LONG_SIDE);
    return ImagePanel.of(caption, "image/jpeg", ImageEncoder.jpeg(small, QUALITY));
  }
}
