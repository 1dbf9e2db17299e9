package io.wood.cli.dataset;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A CSV file with a header, as RFC 4180 has it: UTF-8, commas, double quotes around what holds a
 * comma. Column names are compared without regard to case.
 */
final class CsvTable {
  private final List<String> header;
  private final List<Row> rows;

  /** A line and the cells in it. */
  record Row(int line, List<String> cells) {
    /** Empty where the row ends early. */
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  private CsvTable(List<String> header, List<Row> rows) {
    this.header = header;
    this.rows = rows;
  }

  static CsvTable read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new DatasetImportException("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new DatasetImportException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DatasetImportException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (lines.isEmpty()) {
      throw new DatasetImportException(file + " is empty; its first line must name the columns");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(new Row(i + 1, cells(lines.get(i))));
      }
    }
    return new CsvTable(cells(lines.get(0).replace("\uFEFF", "")), List.copyOf(rows));
  }

  List<String> header() {
    return header;
  }

  List<Row> rows() {
    return rows;
  }

  /** Where the first of these names stands. */
  Optional<Integer> column(String... names) {
    for (String name : names) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return List.copyOf(cells);
  }
}
