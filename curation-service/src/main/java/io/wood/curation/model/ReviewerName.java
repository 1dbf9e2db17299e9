package io.wood.curation.model;

import java.util.Optional;

/** Validates the name of a reviewer. The page shows it as text, never as markup. */
public final class ReviewerName {
  private static final int MAX_LENGTH = 80;

  private ReviewerName() {}

  /** The reason why the name is invalid; empty when it is valid. */
  public static Optional<String> fault(String name) {
    if (name == null || name.isBlank()) {
      return Optional.of("reviewer is missing: say who decides");
    }
    if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
      return Optional.of("reviewer is longer than " + MAX_LENGTH + " characters");
    }
    if (!name.equals(name.strip())) {
      return Optional.of("reviewer begins or ends with a space");
    }
    if (name.codePoints().anyMatch(ReviewerName::invisible)) {
      return Optional.of("reviewer holds control or formatting characters");
    }
    return Optional.empty();
  }

  /** Control and bidirectional formatting characters can make two names look equal. */
  private static boolean invisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
