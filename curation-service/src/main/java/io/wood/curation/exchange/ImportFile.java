package io.wood.curation.exchange;

import io.wood.curation.decide.DecisionRequest;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.CsvReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decisions that were made elsewhere, as CSV: {@code image,verdict} and, if wanted, {@code
 * reviewer,reason,classes_seen,decided_at}.
 */
public final class ImportFile {
  private ImportFile() {}

  /**
   * One line.
   *
   * @param number from 1
   * @param reviewer who decided
   * @param wish what; null when the line cannot be understood
   * @param complaint what is wrong with the line, null when nothing is
   */
  public record Line(int number, String reviewer, DecisionRequest wish, String complaint) {
    public Line vouchedFor(String importer) {
      return reviewer == null || reviewer.equals(importer)
          ? this
          : new Line(number, reviewer + " (imported by " + importer + ")", wish, complaint);
    }
  }

  public static List<Line> read(String csv, String reviewer) {
    List<CsvReader.Row> rows = new CsvReader(csv).rows();
    if (rows.isEmpty()) {
      throw new BadRequest("the file is empty; its first line must name the columns");
    }
    Map<String, Integer> columns = columns(rows.get(0));
    List<Line> lines = new ArrayList<>();
    for (CsvReader.Row row : rows.subList(1, rows.size())) {
      lines.add(line(row, columns, reviewer));
    }
    return lines;
  }

  private static Map<String, Integer> columns(CsvReader.Row header) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.cells().size(); i++) {
      columns.put(header.cells().get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    if (!columns.containsKey("image") || !columns.containsKey("verdict")) {
      throw new BadRequest(
          "the first line must name the columns image and verdict; it names " + header.cells());
    }
    return columns;
  }

  private static Line line(CsvReader.Row row, Map<String, Integer> columns, String otherwise) {
    String who = cell(row, columns, "reviewer");
    return new ImportedDecision(
            row.line(),
            cell(row, columns, "image"),
            cell(row, columns, "verdict"),
            who.isEmpty() ? otherwise : who,
            cell(row, columns, "reason"),
            Arrays.stream(cell(row, columns, "classes_seen").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList(),
            cell(row, columns, "decided_at"))
        .line();
  }

  private static String cell(CsvReader.Row row, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    return column == null || column >= row.cells().size() ? "" : row.cells().get(column).strip();
  }
}
