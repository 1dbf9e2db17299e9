package io.wood.store.csv;

import java.util.List;

/**
 * A row of a CSV file.
 *
 * @param line line on which it begins, from 1
 * @param cells its cells
 */
public record CsvRow(int line, List<String> cells) {
  public CsvRow {
    cells = List.copyOf(cells);
  }

  /** Returns a cell without surrounding spaces; empty where the row is too short. */
  public String cell(int column) {
    return column < cells.size() ? cells.get(column).strip() : "";
  }
}
