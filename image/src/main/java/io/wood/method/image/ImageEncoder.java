package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes image files. */
public final class ImageEncoder {
  private ImageEncoder() {}

  /** A lossless PNG file. */
  public static byte[] png(RgbImage image) {
    return png(image.toBufferedImage());
  }

  /**
   * A JPEG file.
   *
   * @param quality 0 to 1
   */
  public static byte[] jpeg(RgbImage image, double quality) {
    return write("jpeg", image.toBufferedImage(), quality);
  }

  static byte[] png(BufferedImage picture) {
    return write("png", picture, -1);
  }

  private static byte[] write(String format, BufferedImage picture, double quality) {
    ImageWriter writer = ofJdk(ImageIO.getImageWritersByFormatName(format));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (quality >= 0) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality((float) quality);
      }
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JDK's own among the registered ones; TwelveMonkeys registers a JPEG writer too. */
  private static ImageWriter ofJdk(Iterator<ImageWriter> writers) {
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
      writer.dispose();
    }
    throw new IllegalStateException("the JDK's image writers are missing: is java.desktop there?");
  }
}
