package io.wood.curation.model;

import java.util.ArrayList;
import java.util.List;

/** Reads rows as RFC 4180 has them; line ends may be LF too, and a byte order mark is skipped. */
public final class CsvReader {
  private final String text;
  private int at;
  private int line = 1;

  public CsvReader(String text) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * A row.
   *
   * @param line where it begins, from 1
   * @param cells its cells
   */
  public record Row(int line, List<String> cells) {}

  /** All rows but empty lines. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    while (at < text.length()) {
      Row row = row();
      if (row.cells().size() > 1 || !row.cells().get(0).isBlank()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row() {
    int begin = line;
    List<String> cells = new ArrayList<>();
    do {
      cells.add(text.startsWith("\"", at) ? quoted() : plain());
    } while (taken(','));
    taken('\r');
    if (at < text.length() && !taken('\n')) {
      throw new BadRequest("line " + begin + ": text follows a closing quote");
    }
    line++;
    return new Row(begin, cells);
  }

  private String plain() {
    int begin = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return unguarded(text.substring(begin, at));
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    int begin = line;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      } else if (!taken('"')) {
        return unguarded(cell.toString());
      } else {
        cell.append('"');
      }
    }
    throw new BadRequest("line " + begin + ": a quote is never closed");
  }

  /** The apostrophe that {@link CsvWriter} puts before what looks like a formula. */
  private static String unguarded(String cell) {
    boolean guarded =
        cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@\t\r".indexOf(cell.charAt(1)) >= 0;
    return guarded ? cell.substring(1) : cell;
  }

  private boolean taken(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }
}
