package io.wood.method.image;

import java.nio.charset.StandardCharsets;

/** The colour profile of a WebP file: the first chunk after the extended header, which flags it. */
final class WebPProfile {
  private static final int HEADER = 12;
  private static final int FLAGS = 20;
  private static final int FLAG = 0x20;
  private static final int PROFILE = 30;
  private static final byte[] HIDDEN = "none".getBytes(StandardCharsets.US_ASCII);

  private WebPProfile() {}

  /** A copy whose profile has a name that no reader knows; the file itself when it has none. */
  static byte[] hide(byte[] file) {
    if (!isChunk(file, HEADER, "VP8X") || !isChunk(file, PROFILE, "ICCP")) {
      return file;
    }
    byte[] plain = file.clone();
    plain[FLAGS] &= ~FLAG;
    System.arraycopy(HIDDEN, 0, plain, PROFILE, HIDDEN.length);
    return plain;
  }

  private static boolean isChunk(byte[] file, int at, String name) {
    return file.length >= at + 4
        && name.equals(new String(file, at, 4, StandardCharsets.ISO_8859_1));
  }
}
