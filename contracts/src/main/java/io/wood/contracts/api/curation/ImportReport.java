package io.wood.contracts.api.curation;

import java.util.List;

/**
 * Result of importing decisions from a file.
 *
 * @param lines lines in the file, without the header
 * @param recorded new decisions
 * @param unchanged decisions that were imported before
 * @param problems lines that were not recorded
 */
public record ImportReport(int lines, int recorded, int unchanged, List<LineProblem> problems) {

  /**
   * A line that was not recorded.
   *
   * @param line number, from 1, header included
   * @param detail why
   */
  public record LineProblem(int line, String detail) {}
}
