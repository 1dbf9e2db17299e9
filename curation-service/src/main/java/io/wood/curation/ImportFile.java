package io.wood.curation;

import io.wood.contracts.CurationDecided.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Decisions that were made elsewhere, as CSV: {@code image,verdict} and, if wanted, {@code
 * reviewer,reason,classes_seen,decided_at}. The id of a decision comes from its line, so that the
 * same file may be sent twice.
 */
final class ImportFile {
  private static final Map<String, Verdict> VERDICTS =
      Map.ofEntries(
          Map.entry("approved", Verdict.APPROVED),
          Map.entry("approve", Verdict.APPROVED),
          Map.entry("keep", Verdict.APPROVED),
          Map.entry("ood", Verdict.APPROVED),
          Map.entry("pruned", Verdict.PRUNED),
          Map.entry("prune", Verdict.PRUNED),
          Map.entry("reject", Verdict.PRUNED),
          Map.entry("rejected", Verdict.PRUNED),
          Map.entry("withdrawn", Verdict.WITHDRAWN));

  private ImportFile() {}

  /**
   * One line.
   *
   * @param number from 1
   * @param reviewer who decided
   * @param wish what; null when the line cannot be understood
   * @param complaint what is wrong with the line, null when nothing is
   */
  record Line(int number, String reviewer, Wish wish, String complaint) {}

  static List<Line> read(String csv, String reviewer) {
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
    String reviewer = who.isEmpty() ? otherwise : who;
    String nameFault = ReviewerName.fault(reviewer).orElse(null);
    if (nameFault != null) {
      return new Line(row.line(), null, null, nameFault);
    }
    String verdictText = cell(row, columns, "verdict");
    Verdict verdict = VERDICTS.get(verdictText.toLowerCase(Locale.ROOT));
    if (verdict == null) {
      return new Line(
          row.line(),
          reviewer,
          null,
          "verdict must be APPROVED or PRUNED, not '" + verdictText + "'");
    }
    String at = cell(row, columns, "decided_at");
    Instant decidedAt = null;
    if (!at.isEmpty()) {
      try {
        decidedAt = OffsetDateTime.parse(at).toInstant();
      } catch (DateTimeException e) {
        return new Line(
            row.line(),
            reviewer,
            null,
            "decided_at must be like 2026-01-31T12:00:00Z, not '" + at + "'");
      }
    }
    Wish wish =
        new Wish(
            cell(row, columns, "image").toLowerCase(Locale.ROOT),
            verdict,
            cell(row, columns, "reason"),
            Arrays.stream(cell(row, columns, "classes_seen").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList(),
            null,
            id(row, reviewer),
            decidedAt);
    return new Line(row.line(), reviewer, wish, null);
  }

  private static String id(CsvReader.Row row, String reviewer) {
    String content = reviewer + "\n" + String.join("\n", row.cells());
    return "import-" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(CsvReader.Row row, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    return column == null || column >= row.cells().size() ? "" : row.cells().get(column).strip();
  }
}
