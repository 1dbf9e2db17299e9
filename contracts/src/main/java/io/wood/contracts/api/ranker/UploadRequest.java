package io.wood.contracts.api.ranker;

import java.util.regex.Pattern;

/**
 * Requests a link to upload a file, and confirms the upload.
 *
 * @param sha256 SHA-256 of the file
 * @param size bytes
 * @param name display name
 * @param source publisher
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
