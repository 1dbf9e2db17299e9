package io.wood.cli.publish;

import io.wood.contracts.artifact.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Detects by the first bytes of a file whether it is an image. The ranker decodes it later. */
final class ImageProbe {
  /** Four files are read at a time; the ranker refuses what is over its own, smaller limit. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int SIGNATURE = 16;

  private ImageProbe() {}

  /**
   * Returns true when a file begins as a JPEG or PNG image does. No more of it is read: folders of
   * cameras hold films.
   *
   * @throws IOException when it cannot be read, or is an image that is too large to publish
   */
  static boolean isImage(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(SIGNATURE);
    }
    if (ImageFormat.of(begin).filter(ImageFormat::isCommon).isEmpty()) {
      return false;
    }
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new OversizeException(
          "it has %d bytes; at most %d are accepted".formatted(size, MAX_BYTES));
    }
    return true;
  }

  /** Returns the media type; empty when the bytes are not the start of a JPEG or PNG image. */
  static Optional<String> mediaType(byte[] bytes) {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        boolean sized = reader.getWidth(0) > 0 && reader.getHeight(0) > 0;
        return ImageFormat.of(bytes)
            .filter(format -> sized && format.isCommon())
            .map(ImageFormat::mediaType);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
