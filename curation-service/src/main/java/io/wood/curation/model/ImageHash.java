package io.wood.curation.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the SHA-256 of an image, 64 lower-case hexadecimal digits. */
public final class ImageHash {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{64}");

  private ImageHash() {}

  public static Optional<String> parse(String text) {
    return Optional.ofNullable(text).filter(value -> FORMAT.matcher(value).matches());
  }
}
