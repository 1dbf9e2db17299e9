package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads an image file with the JDK's readers, after a check of its declared size. */
final class ImageFiles {
  private ImageFiles() {}

  static BufferedImage read(byte[] file, ImageLimits limits) throws UnusableImageException {
    if (file.length == 0) {
      throw new UnusableImageException("the file is empty");
    }
    if (file.length > limits.maxBytes()) {
      throw new UnusableImageException(
          "the file has " + file.length + " bytes; at most " + limits.maxBytes() + " are accepted");
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnusableImageException("not an image in JPEG, PNG, GIF, BMP or TIFF format");
      }
      return read(readers.next(), in, limits);
    } catch (IOException broken) {
      throw new UnusableImageException("damaged image: " + broken.getMessage(), broken);
    }
  }

  private static BufferedImage read(ImageReader reader, ImageInputStream in, ImageLimits limits)
      throws IOException, UnusableImageException {
    try {
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > limits.maxPixels()) {
        throw new UnusableImageException(
            "the image has %dx%d pixels; at most %d are accepted"
                .formatted(width, height, limits.maxPixels()));
      }
      BufferedImage image = reader.read(0);
      requireWhole(warnings);
      return image;
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException broken) {
      // The JDK's readers throw these for some damaged files instead of an IOException.
      throw new UnusableImageException("damaged image: " + broken.getMessage(), broken);
    } finally {
      reader.dispose();
    }
  }

  /** Refuses a truncated JPEG, which the JDK fills with grey and a warning only. */
  private static void requireWhole(List<String> warnings) throws UnusableImageException {
    for (String warning : warnings) {
      String lower = warning.toLowerCase(Locale.ROOT);
      if (lower.contains("truncated") || lower.contains("premature end")) {
        throw new UnusableImageException("damaged image: it is cut off (" + warning + ")");
      }
    }
  }
}
