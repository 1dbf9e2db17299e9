package io.wood.cli.dataset;

import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads labels from a CSV file with a column {@code image}, and either a column {@code labels} with
 * class names separated by ; or |, or one column of 0 and 1 per class.
 */
final class LabelTable {
  private static final Set<String> RESERVED =
      Set.of("image", "file", "filename", "name", "split", "mask", "labels", "label");

  private final CsvTable table;
  private final int imageColumn;
  private final List<ImportProblem> problems = new ArrayList<>();

  private LabelTable(CsvTable table, String file) {
    this.table = table;
    this.imageColumn =
        table
            .column("image", "file", "filename", "name")
            .orElseThrow(
                () ->
                    new DatasetImportException(
                        file + " has no column 'image'; its columns are " + table.header()));
  }

  /**
   * Reads the labels.
   *
   * @param requested classes to read; empty reads all in the file
   */
  static ImageLabels read(CsvTable table, String file, List<String> requested) {
    LabelTable reader = new LabelTable(table, file);
    Map<String, Set<String>> named =
        table.column("labels", "label").map(reader::lists).orElseGet(() -> reader.flags(requested));
    Set<String> found = new TreeSet<>();
    named.values().forEach(found::addAll);
    List<String> classes = requested.isEmpty() ? reader.order(found) : requested;
    if (classes.isEmpty()) {
      throw new DatasetImportException(
          file + " names no class; it needs a column 'labels', or one column of 0 and 1 per class");
    }
    return new ImageLabels(classes, reader.known(named, classes), reader.problems);
  }

  /** Columns keep their order; free names are sorted. */
  private List<String> order(Set<String> found) {
    if (table.column("labels", "label").isPresent()) {
      return List.copyOf(found);
    }
    return classColumns().keySet().stream().toList();
  }

  private Map<String, List<String>> known(Map<String, Set<String>> named, List<String> classes) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    named.forEach(
        (image, labels) -> {
          for (String label : labels) {
            if (!classes.contains(label)) {
              problems.add(
                  new ImportProblem(
                      image,
                      "the class '" + label + "' is unknown and ignored; known are " + classes));
            }
          }
          result.put(image, classes.stream().filter(labels::contains).toList());
        });
    return result;
  }

  private Map<String, Set<String>> lists(int column) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    for (CsvRow row : table.rows()) {
      Set<String> labels = named.computeIfAbsent(row.cell(imageColumn), k -> new LinkedHashSet<>());
      for (String label : row.cell(column).split("[;|]", -1)) {
        if (!label.isBlank()) {
          labels.add(label.strip());
        }
      }
    }
    return named;
  }

  private Map<String, Integer> classColumns() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < table.header().size(); i++) {
      String name = table.header().get(i);
      if (!name.isEmpty() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        columns.put(name, i);
      }
    }
    return columns;
  }

  private Map<String, Set<String>> flags(List<String> requested) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    Map<String, Integer> columns = classColumns();
    if (!requested.isEmpty() && columns.keySet().removeIf(name -> !requested.contains(name))) {
      problems.add(
          new ImportProblem("columns", "only the requested classes are read: " + requested));
    }
    for (CsvRow row : table.rows()) {
      Set<String> labels = named.computeIfAbsent(row.cell(imageColumn), k -> new LinkedHashSet<>());
      columns.forEach(
          (name, column) -> {
            String cell = row.cell(column);
            if (cell.equals("1")) {
              labels.add(name);
            } else if (!cell.equals("0") && !cell.equals("-1") && !cell.isEmpty()) {
              problems.add(
                  new ImportProblem(
                      "line " + row.line(),
                      "'" + cell + "' in column " + name + " is neither 0 nor 1; taken as 0"));
            }
          });
    }
    return named;
  }
}
