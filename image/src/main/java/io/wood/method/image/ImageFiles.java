package io.wood.method.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.wood.contracts.artifact.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads an image file after a check of its declared size: JPEG, PNG, GIF and BMP with the JDK's
 * readers, TIFF and WebP with TwelveMonkeys'. The format is that of the file's first bytes.
 */
final class ImageFiles {
  private static final Map<ImageFormat, ImageReaderSpi> READERS = readers();

  private ImageFiles() {}

  private static Map<ImageFormat, ImageReaderSpi> readers() {
    Map<ImageFormat, ImageReaderSpi> readers = new EnumMap<>(ImageFormat.class);
    for (ImageFormat format : ImageFormat.values()) {
      readers.put(
          format,
          switch (format) {
            case TIFF -> new TIFFImageReaderSpi();
            case WEBP -> new WebPImageReaderSpi();
            case JPEG, PNG, GIF, BMP -> ofJdk(format);
          });
    }
    return readers;
  }

  /** The JDK's own among the registered ones; TwelveMonkeys registers its JPEG reader too. */
  private static ImageReaderSpi ofJdk(ImageFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      reader.dispose();
      if (reader.getClass().getName().startsWith("com.sun.")) {
        return reader.getOriginatingProvider();
      }
    }
    throw new IllegalStateException(
        "the JDK's reader of %s is missing: is java.desktop there?".formatted(format));
  }

  /** What to do with a file whose declared size is within the limits. */
  interface Reading<T> {
    T read(OpenImage image) throws IOException, UnusableImageException;
  }

  /**
   * An open file.
   *
   * @param format by its first bytes
   * @param reader positioned at its first picture
   * @param size of the stored pixels, or of a GIF's screen
   */
  record OpenImage(ImageFormat format, ImageReader reader, ImageSize size) {

    /** Decodes every n-th pixel of the first picture, n = {@code step}. */
    BufferedImage picture(int step) throws IOException, UnusableImageException {
      return whole(parameters -> reader.read(0, parameters), step);
    }

    /** As {@link #picture}, for colours that the reader does not convert. */
    Raster raster(int step) throws IOException, UnusableImageException {
      return whole(parameters -> reader.readRaster(0, parameters), step);
    }

    private <T> T whole(Decoding<T> decoding, int step) throws IOException, UnusableImageException {
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      ImageReadParam parameters = reader.getDefaultReadParam();
      if (step > 1) {
        parameters.setSourceSubsampling(step, step, 0, 0);
      }
      T decoded = decoding.decode(parameters);
      requireWhole(warnings);
      return decoded;
    }
  }

  private interface Decoding<T> {
    T decode(ImageReadParam parameters) throws IOException;
  }

  static <T> T open(byte[] file, ImageLimits limits, Reading<T> reading)
      throws UnusableImageException {
    if (file.length == 0) {
      throw new UnusableImageException("the file is empty");
    }
    if (file.length > limits.maxBytes()) {
      throw new UnusableImageException(
          "the file has " + file.length + " bytes; at most " + limits.maxBytes() + " are accepted");
    }
    ImageFormat format =
        ImageFormat.of(file)
            .orElseThrow(
                () ->
                    new UnusableImageException("not an image in " + ImageFormat.NAMES + " format"));
    try (ImageInputStream in = new ByteArrayImageInputStream(withoutProfile(file, format))) {
      ImageReader reader = READERS.get(format).createReaderInstance(null);
      try {
        return read(format, reader, in, limits, reading);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException | StackOverflowError broken) {
      // Readers throw any RuntimeException for some damaged files instead of an IOException.
      throw new UnusableImageException("damaged image: " + broken.getMessage(), broken);
    }
  }

  /** The readers of these formats would convert the colours by the profile; the others do not. */
  private static byte[] withoutProfile(byte[] file, ImageFormat format) {
    return switch (format) {
      case JPEG -> new JpegSegments(file).withoutProfiles();
      case WEBP -> WebPProfile.hide(file);
      case PNG, GIF, BMP, TIFF -> file;
    };
  }

  private static <T> T read(
      ImageFormat format,
      ImageReader reader,
      ImageInputStream in,
      ImageLimits limits,
      Reading<T> reading)
      throws IOException, UnusableImageException {
    reader.setInput(in, true, format != ImageFormat.GIF);
    ImageSize size =
        format == ImageFormat.GIF
            ? GifScreen.of(reader).size()
            : new ImageSize(reader.getWidth(0), reader.getHeight(0));
    if (size.width() < 1 || size.height() < 1) {
      throw new UnusableImageException("damaged image: it has no pixels");
    }
    if (size.pixels() > limits.maxPixels()) {
      throw new UnusableImageException(
          "the image has %dx%d pixels; at most %d are accepted"
              .formatted(size.width(), size.height(), limits.maxPixels()));
    }
    return reading.read(new OpenImage(format, reader, size));
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
