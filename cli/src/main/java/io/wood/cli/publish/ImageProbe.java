package io.wood.cli.publish;

import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads image files to publish; says by their first bytes why others are none. */
final class ImageProbe {
  /** Four files are read at a time; the ranker refuses what is over its own, smaller limit. */
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  private static final int BRAND = 4;

  /** Raw photographs are TIFF files that begin with a thumbnail. */
  private static final Set<String> RAW =
      Set.of("arw", "cr2", "dng", "nef", "nrw", "orf", "pef", "raf", "rw2", "srw");

  /** What other files are, by the text at their first or fifth byte. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "ftyphei", "a photograph in HEIC: export it as JPEG",
          "ftypmif1", "a photograph in HEIF: export it as JPEG",
          "ftypavif", "a picture in AVIF: export it as JPEG",
          "ftyp", "a film",
          "\u001aE\u00df\u00a3", "a film",
          "%PDF", "a PDF document",
          "<svg", "a drawing in SVG: export it as PNG");

  private ImageProbe() {}

  /**
   * Reads an image file. Of other files no more than the beginning is read: folders of cameras hold
   * films.
   *
   * @throws UnusableImageException when it is no image, says no size, or is too large to publish
   * @throws IOException when it cannot be read
   */
  static byte[] read(Path file) throws IOException, UnusableImageException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(ImageFormat.SIGNATURE_BYTES);
    }
    if (ImageFormat.of(begin).isEmpty()) {
      throw new UnusableImageException(
          "not an image in %s format%s".formatted(ImageFormat.NAMES, otherKind(begin)));
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (RAW.contains(name.substring(name.lastIndexOf('.') + 1))) {
      throw new UnusableImageException("a raw photograph: export it as JPEG");
    }
    long size = Files.size(file);
    if (size > LIMITS.maxBytes()) {
      throw new UnusableImageException(
          "it has %d bytes; at most %d are accepted".formatted(size, LIMITS.maxBytes()));
    }
    byte[] bytes = Files.readAllBytes(file);
    ImageDecoder.size(bytes, LIMITS);
    return bytes;
  }

  private static String otherKind(byte[] begin) {
    if (begin.length == 0) {
      return ", but empty";
    }
    String text = new String(begin, StandardCharsets.ISO_8859_1);
    return OTHERS.keySet().stream()
        .filter(kind -> text.startsWith(kind) || text.startsWith(kind, BRAND))
        .max(Comparator.comparingInt(String::length))
        .map(kind -> ", but " + OTHERS.get(kind))
        .orElse("");
  }
}
