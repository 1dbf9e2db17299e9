package io.wood.cli.dataset;

/** Detects media types by the first bytes of a file; names can be wrong. */
final class MediaTypes {
  private MediaTypes() {}

  public static String of(byte[] file) {
    if (starts(file, 0xFF, 0xD8)) {
      return "image/jpeg";
    }
    if (starts(file, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (starts(file, 'G', 'I', 'F')) {
      return "image/gif";
    }
    if (starts(file, 'B', 'M')) {
      return "image/bmp";
    }
    if (starts(file, 'I', 'I', 42) || starts(file, 'M', 'M', 0, 42)) {
      return "image/tiff";
    }
    return "application/octet-stream";
  }

  private static boolean starts(byte[] file, int... prefix) {
    if (file.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((file[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
