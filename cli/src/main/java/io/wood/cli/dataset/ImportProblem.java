package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

/**
 * Something that cannot be imported.
 *
 * @param subject the file, image or column
 * @param reason what is wrong with it and how it was treated
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
