package io.wood.cli.publish;

import io.wood.contracts.artifact.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Detects by the first bytes of a file whether it is an image. The ranker decodes it later. */
final class ImageProbe {
  private ImageProbe() {}

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
