package io.wood.store.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file whose first row names the columns.
 *
 * @param header column names without surrounding spaces
 * @param rows all other rows
 */
public record CsvTable(List<String> header, List<CsvRow> rows) {
  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a whole file whose cells are separated by commas, semicolons, tabs or {@code |}: by what
   * separates the column names.
   *
   * @throws CsvException when it is empty or not valid CSV
   */
  public static CsvTable read(Reader in) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    BufferedReader text = new BufferedReader(in);
    CsvCodec.read(text, CsvSeparator.find(text), rows::add);
    if (rows.isEmpty()) {
      throw new CsvException("the file is empty; its first line must name the columns");
    }
    return new CsvTable(
        rows.get(0).cells().stream().map(String::strip).toList(), rows.subList(1, rows.size()));
  }

  /** Finds the first of these columns that exists; upper and lower case are equal. */
  public Optional<Integer> column(String... names) {
    for (String name : names) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).equalsIgnoreCase(name)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }
}
