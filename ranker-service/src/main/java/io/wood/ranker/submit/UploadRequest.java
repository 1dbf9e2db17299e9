package io.wood.ranker.submit;

import java.util.regex.Pattern;

/**
 * A file that somebody wants to upload by a link.
 *
 * @param sha256 hash of its bytes
 * @param size bytes
 * @param name for people
 * @param source who offers it
 */
public record UploadRequest(String sha256, long size, String name, String source) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public UploadRequest {
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be the file's SHA-256, 64 lower-case hexadecimal digits, not '"
              + sha256
              + "'");
    }
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, not " + size);
    }
  }
}
