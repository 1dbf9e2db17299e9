package io.wood.ranker.rank;

import java.nio.charset.StandardCharsets;

/** What an image file is, by its first bytes; what its sender says it is does not count. */
public final class MediaTypes {
  private MediaTypes() {}

  public static String of(byte[] file) {
    if (starts(file, "\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (starts(file, "\u0089PNG")) {
      return "image/png";
    }
    if (starts(file, "GIF8")) {
      return "image/gif";
    }
    if (starts(file, "BM")) {
      return "image/bmp";
    }
    return starts(file, "II") || starts(file, "MM") ? "image/tiff" : "application/octet-stream";
  }

  private static boolean starts(byte[] file, String signature) {
    byte[] bytes = signature.getBytes(StandardCharsets.ISO_8859_1);
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (file[i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
