package io.wood.method.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads an image file with the JDK's readers, after a check of its declared size. */
final class ImageFiles {
  private ImageFiles() {}

  static BufferedImage read(byte[] file, ImageLimits limits, int longSide)
      throws UnusableImageException {
    return open(file, limits, (reader, size) -> decoded(reader, size.stepFor(longSide)));
  }

  static ImageSize size(byte[] file, ImageLimits limits) throws UnusableImageException {
    return open(file, limits, (reader, size) -> size);
  }

  /** What to do with a file whose declared size is within the limits. */
  private interface Reading<T> {
    T read(ImageReader reader, ImageSize size) throws IOException, UnusableImageException;
  }

  private static <T> T open(byte[] file, ImageLimits limits, Reading<T> reading)
      throws UnusableImageException {
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
      return read(readers.next(), in, limits, reading);
    } catch (IOException broken) {
      throw new UnusableImageException("damaged image: " + broken.getMessage(), broken);
    }
  }

  private static <T> T read(
      ImageReader reader, ImageInputStream in, ImageLimits limits, Reading<T> reading)
      throws IOException, UnusableImageException {
    try {
      reader.setInput(in, true, true);
      ImageSize size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
      if (size.pixels() > limits.maxPixels()) {
        throw new UnusableImageException(
            "the image has %dx%d pixels; at most %d are accepted"
                .formatted(size.width(), size.height(), limits.maxPixels()));
      }
      return reading.read(reader, size);
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

  private static BufferedImage decoded(ImageReader reader, int step)
      throws IOException, UnusableImageException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    ImageReadParam parameters = reader.getDefaultReadParam();
    if (step > 1 && reader.getFormatName().equalsIgnoreCase("jpeg")) {
      parameters.setSourceSubsampling(step, step, 0, 0);
    }
    BufferedImage image = reader.read(0, parameters);
    requireWhole(warnings);
    return image;
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
