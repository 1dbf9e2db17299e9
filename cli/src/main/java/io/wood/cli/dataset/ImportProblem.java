package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

/**
 * Something that could not be used.
 *
 * @param subject the file, image or column
 * @param reason what is wrong with it and what became of it
 */
public record ImportProblem(String subject, String reason) {
  public ImportProblem {
    requireNonNull(subject, "subject");
    requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return subject + ": " + reason;
  }
}
