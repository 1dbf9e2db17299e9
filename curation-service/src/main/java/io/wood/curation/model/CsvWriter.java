package io.wood.curation.model;

import java.io.IOException;
import java.util.List;

/** Writes rows as RFC 4180 has them. */
public final class CsvWriter {
  private final Appendable out;

  public CsvWriter(Appendable out) {
    this.out = out;
  }

  public void row(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append(cell(cells.get(i)));
    }
    out.append("\r\n");
  }

  /** A spreadsheet takes a cell that begins like a formula for one: an apostrophe stops that. */
  private static String cell(String text) {
    if (text == null) {
      return "";
    }
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
