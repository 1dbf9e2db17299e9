package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;

/**
 * Where the first frame of a GIF lies on its screen, as Pillow shows it: the screen grows to hold
 * the frame, and what the frame leaves free is transparent, or else the palette's first colour.
 *
 * @param size of the screen, pixels
 * @param left column of the frame
 * @param top row of the frame
 */
record GifScreen(ImageSize size, int left, int top) {
  private static final String STREAM = "javax_imageio_gif_stream_1.0";
  private static final String IMAGE = "javax_imageio_gif_image_1.0";

  static GifScreen of(ImageReader reader) throws IOException {
    Element screen = element(reader.getStreamMetadata(), STREAM, "LogicalScreenDescriptor");
    Element place = element(reader.getImageMetadata(0), IMAGE, "ImageDescriptor");
    int left = number(place, "imageLeftPosition");
    int top = number(place, "imageTopPosition");
    return new GifScreen(
        new ImageSize(
            Math.max(number(screen, "logicalScreenWidth"), left + reader.getWidth(0)),
            Math.max(number(screen, "logicalScreenHeight"), top + reader.getHeight(0))),
        left,
        top);
  }

  /** The frame on its screen. */
  BufferedImage place(BufferedImage frame) {
    if (frame.getWidth() == size.width() && frame.getHeight() == size.height()) {
      return frame;
    }
    IndexColorModel palette = (IndexColorModel) frame.getColorModel();
    WritableRaster screen = palette.createCompatibleWritableRaster(size.width(), size.height());
    int[] row = new int[size.width()];
    Arrays.fill(row, Math.max(0, palette.getTransparentPixel()));
    for (int y = 0; y < size.height(); y++) {
      screen.setSamples(0, y, row.length, 1, 0, row);
    }
    Raster pixels = frame.getRaster();
    screen.setRect(left, top, pixels);
    return new BufferedImage(palette, screen, false, null);
  }

  private static Element element(IIOMetadata metadata, String format, String name) {
    return (Element) ((Element) metadata.getAsTree(format)).getElementsByTagName(name).item(0);
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }
}
