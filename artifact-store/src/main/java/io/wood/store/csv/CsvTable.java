package io.wood.store.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A CSV file whose first row names the columns.
 *
 * @param header column names without surrounding spaces
 * @param rows all other rows
 */
public record CsvTable(List<String> header, List<CsvRow> rows) {
  private static final Pattern SIGNS = Pattern.compile("[\\s_#-]+");

  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a whole file whose cells are separated by commas, semicolons, tabs or {@code |}: by what
   * separates the column names. Where each row begins with its number and has one cell more than
   * there are names, as statistics programs write it, the first column has an empty name.
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
    List<String> header = new ArrayList<>();
    rows.get(0).cells().forEach(name -> header.add(name.strip()));
    List<CsvRow> others = rows.subList(1, rows.size());
    if (hasRowNames(header.size(), others)) {
      header.add(0, "");
    }
    return new CsvTable(header, others);
  }

  private static boolean hasRowNames(int columns, List<CsvRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      CsvRow row = rows.get(i);
      if (row.cells().size() != columns + 1 || !row.cell(0).equals(Integer.toString(i + 1))) {
        return false;
      }
    }
    return !rows.isEmpty();
  }

  /** Finds the first of these columns that exists; see {@link #plain}. */
  public Optional<Integer> column(String... names) {
    for (String name : names) {
      String wanted = plain(name);
      for (int i = 0; i < header.size(); i++) {
        if (plain(header.get(i)).equals(wanted)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  /** The name of a column in lower case without blanks, {@code _}, {@code -} and {@code #}. */
  public static String plain(String name) {
    return SIGNS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
