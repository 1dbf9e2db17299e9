package io.wood.curation;

import java.util.Optional;
import java.util.regex.Pattern;

/** The hash in a path. */
final class ImageHash {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{64}");

  private ImageHash() {}

  static Optional<String> parse(String text) {
    return Optional.ofNullable(text).filter(value -> FORMAT.matcher(value).matches());
  }
}
