package io.wood.curation.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** The hash in a path. */
public final class ImageHash {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{64}");

  private ImageHash() {}

  public static Optional<String> parse(String text) {
    return Optional.ofNullable(text).filter(value -> FORMAT.matcher(value).matches());
  }
}
