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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads decisions from a CSV file with the columns {@code image,verdict} and, optionally, {@code
 * decision,reviewer,reason,classes_seen,decided_at}: an export of this service is such a file.
 */
public final class ImportFile {
  private static final List<String> COLUMNS =
      List.of("decision", "image", "verdict", "reviewer", "reason", "classes_seen", "decided_at");

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
    CsvTable table = table(csv);
    Map<String, Integer> columns = new HashMap<>();
    COLUMNS.forEach(name -> table.column(name).ifPresent(at -> columns.put(name, at)));
    if (!columns.containsKey("image") || !columns.containsKey("verdict")) {
      throw new BadRequest(
          "the first line must name the columns image and verdict; it names " + table.header());
    }
    return table.rows().stream().map(row -> line(columns, row, reviewer)).toList();
  }

  private static CsvTable table(String csv) {
    try {
      return CsvTable.read(new StringReader(csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(Map<String, Integer> columns, CsvRow row, String defaultReviewer) {
    String reviewer = cell(columns, row, "reviewer");
    return new ImportedDecision(
            row.line(),
            cell(columns, row, "decision"),
            cell(columns, row, "image"),
            cell(columns, row, "verdict"),
            reviewer.isEmpty() ? defaultReviewer : reviewer,
            cell(columns, row, "reason"),
            Arrays.stream(cell(columns, row, "classes_seen").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList(),
            cell(columns, row, "decided_at"))
        .line();
  }

  private static String cell(Map<String, Integer> columns, CsvRow row, String column) {
    return columns.containsKey(column) ? row.cell(columns.get(column)) : "";
  }
}
