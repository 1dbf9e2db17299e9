package io.wood.curation.exchange;

import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.curation.model.BadRequest;
import io.wood.store.csv.CsvException;
import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads decisions from a CSV file with the columns {@code image,verdict} and, optionally, {@code
 * reviewer,reason,classes_seen,decided_at}.
 */
public final class ImportFile {
  private ImportFile() {}

  /**
   * A line of the file.
   *
   * @param number from 1
   * @param reviewer who decided
   * @param request the decision; null when the line is invalid
   * @param problem what is wrong with the line; null when it is valid
   */
  public record Line(int number, String reviewer, DecisionRequest request, String problem) {
    /** Adds the importer's name to the reviewer's, unless they are the same. */
    public Line importedBy(String importer) {
      return reviewer == null || reviewer.equals(importer)
          ? this
          : new Line(number, reviewer + " (imported by " + importer + ")", request, problem);
    }
  }

  /**
   * Reads a CSV file.
   *
   * @param reviewer reviewer of lines that name none
   * @throws CsvException when it is not valid CSV
   * @throws BadRequest when a column is missing
   */
  public static List<Line> read(String csv, String reviewer) {
    CsvTable table;
    try {
      table = CsvTable.read(new StringReader(csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (table.column("image").isEmpty() || table.column("verdict").isEmpty()) {
      throw new BadRequest(
          "the first line must name the columns image and verdict; it names " + table.header());
    }
    return table.rows().stream().map(row -> line(table, row, reviewer)).toList();
  }

  private static Line line(CsvTable table, CsvRow row, String defaultReviewer) {
    String reviewer = cell(table, row, "reviewer");
    return new ImportedDecision(
            row.line(),
            cell(table, row, "image"),
            cell(table, row, "verdict"),
            reviewer.isEmpty() ? defaultReviewer : reviewer,
            cell(table, row, "reason"),
            Arrays.stream(cell(table, row, "classes_seen").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList(),
            cell(table, row, "decided_at"))
        .line();
  }

  private static String cell(CsvTable table, CsvRow row, String column) {
    return table.column(column).map(row::cell).orElse("");
  }
}
