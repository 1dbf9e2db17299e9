package io.wood.contracts.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The image formats that every part of the system takes: media types, the endings of file names,
 * and the first bytes of files.
 */
public enum ImageFormat {
  /** JPEG. */
  JPEG("image/jpeg", List.of("jpg", "jpeg", "jfif", "jpe"), "\u00ff\u00d8\u00ff"),
  /** PNG. */
  PNG("image/png", List.of("png"), "\u0089PNG"),
  /** GIF. */
  GIF("image/gif", List.of("gif"), "GIF8"),
  /** BMP. */
  BMP("image/bmp", List.of("bmp", "dib"), "BM"),
  /** TIFF, which browsers do not show. */
  TIFF("image/tiff", List.of("tif", "tiff"), "II*\0", "MM\0*"),
  /** WebP. */
  WEBP("image/webp", List.of("webp"), "RIFF????WEBP");

  /** The names of all formats, for messages. */
  public static final String NAMES = "JPEG, PNG, GIF, BMP, TIFF or WebP";

  /** Number of first bytes that show the format. */
  public static final int SIGNATURE_BYTES = 12;

  /** The media type of a file in no known format. */
  public static final String UNKNOWN_TYPE = "application/octet-stream";

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists
  private final List<String> endings;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> signatures;

  ImageFormat(String mediaType, List<String> endings, String... signatures) {
    this.mediaType = mediaType;
    this.endings = endings;
    this.signatures = List.of(signatures);
  }

  /** The format by the first bytes of a file; names and declared types can be wrong. */
  public static Optional<ImageFormat> of(byte[] file) {
    return Arrays.stream(values()).filter(format -> format.starts(file)).findFirst();
  }

  /** The same, of a file on the disk. */
  public static Optional<ImageFormat> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(SIGNATURE_BYTES));
    }
  }

  /** The format of a media type. */
  public static Optional<ImageFormat> ofMediaType(String mediaType) {
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(mediaType)).findFirst();
  }

  /** The format by the ending of a file's name, in any case. */
  public static Optional<ImageFormat> ofName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.endings.contains(ending)).findFirst();
  }

  /** The media type by the first bytes of a file; {@link #UNKNOWN_TYPE} for no known format. */
  public static String mediaTypeOf(byte[] file) {
    return of(file).map(ImageFormat::mediaType).orElse(UNKNOWN_TYPE);
  }

  /** Such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** Endings of file names without the dot, the usual one first. */
  public List<String> endings() {
    return endings;
  }

  /** True when browsers show it as a picture. */
  public boolean isShownByBrowsers() {
    return this != TIFF;
  }

  private boolean starts(byte[] file) {
    return signatures.stream().anyMatch(signature -> starts(file, signature));
  }

  /** A question mark stands for any byte. */
  private static boolean starts(byte[] file, String signature) {
    return file.length >= signature.length()
        && IntStream.range(0, signature.length())
            .allMatch(i -> signature.charAt(i) == '?' || signature.charAt(i) == (file[i] & 0xff));
  }
}
