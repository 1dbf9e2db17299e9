package io.wood.local.dataset;

import static java.util.Objects.requireNonNull;

/**
 * Something that could not be used.
 *
 * @param subject the file, image or column
 * @param reason what is wrong with it and what became of it
 */
public record Problem(String subject, String reason) {
  public Problem {
    requireNonNull(subject, "subject");
    requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return subject + ": " + reason;
  }
}
