package io.wood.cli.dataset;

import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads labels from a CSV file with a column {@code image}, and either a column {@code labels} with
 * lists of class names, or one column of flags per class: 1 and 0, 1.0 and 0.0, true and false, yes
 * and no.
 */
public final class LabelTable {
  /** Names of the column that names the images; the first that exists is taken. */
  static final String[] IMAGE = {
    "image",
    "file",
    "filename",
    "name",
    "file_name",
    "image_path",
    "filepath",
    "file_path",
    "path",
    "image_name",
    "image_id",
    "imageid",
    "img",
    "img_path",
    "id"
  };

  private static final String[] LABELS = {
    "labels",
    "label",
    "classes",
    "class",
    "tags",
    "categories",
    "category",
    "class_name",
    "label_name",
    "tag"
  };
  private static final Set<String> RESERVED =
      Stream.of(IMAGE, LABELS, new String[] {"split", "mask", "sha256", "problem"})
          .flatMap(Arrays::stream)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "t", "y", "x");
  private static final Set<String> FALSE =
      Set.of("", "0", "-1", "-0", "false", "no", "f", "n", "nan", "none", "null", "na", "n/a");

  private final CsvTable table;
  private final int imageColumn;
  private final List<ImportProblem> problems = new ArrayList<>();

  private LabelTable(CsvTable table, String file) {
    this.table = table;
    this.imageColumn =
        table
            .column(IMAGE)
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
  public static ImageLabels read(CsvTable table, String file, List<String> requested) {
    LabelTable reader = new LabelTable(table, file);
    Map<String, Set<String>> named =
        table
            .column(LABELS)
            .map(column -> reader.lists(column, requested))
            .orElseGet(() -> reader.flags(requested));
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
    if (table.column(LABELS).isPresent()) {
      return List.copyOf(found);
    }
    return flagColumns().keySet().stream().toList();
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

  private Map<String, Set<String>> lists(int column, List<String> requested) {
    List<String> named = requested.isEmpty() ? List.copyOf(classColumns().keySet()) : requested;
    LabelCells cells =
        new LabelCells(table.rows().stream().map(row -> row.cell(column)).toList(), named);
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    for (CsvRow row : table.rows()) {
      labels
          .computeIfAbsent(row.cell(imageColumn), k -> new LinkedHashSet<>())
          .addAll(cells.split(row.cell(column)));
    }
    return labels;
  }

  private Map<String, Integer> classColumns() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < table.header().size(); i++) {
      String name = table.header().get(i);
      if (!name.isEmpty() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        columns.put(name, i);
      }
    }
    columns.keySet().removeIf(name -> name.matches("Unnamed: \\d+"));
    return columns;
  }

  private Map<String, Integer> flagColumns() {
    Map<String, Integer> columns = classColumns();
    columns.values().removeIf(column -> !isFlagged(column));
    return columns;
  }

  private Map<String, Set<String>> flags(List<String> requested) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    Map<String, Integer> columns = flagColumns();
    for (String name : classColumns().keySet()) {
      if (!columns.containsKey(name)) {
        problems.add(
            new ImportProblem("column " + name, "no cell is 0 or 1, so it is not a class"));
      }
    }
    if (!requested.isEmpty() && columns.keySet().removeIf(name -> !requested.contains(name))) {
      problems.add(
          new ImportProblem("columns", "only the requested classes are read: " + requested));
    }
    for (CsvRow row : table.rows()) {
      Set<String> labels = named.computeIfAbsent(row.cell(imageColumn), k -> new LinkedHashSet<>());
      columns.forEach(
          (name, column) -> {
            String cell = row.cell(column);
            String flag = flag(cell);
            if (TRUE.contains(flag)) {
              labels.add(name);
            } else if (!FALSE.contains(flag)) {
              problems.add(
                  new ImportProblem(
                      "line " + row.line(),
                      "'" + cell + "' in column " + name + " is neither 0 nor 1; taken as 0"));
            }
          });
    }
    return named;
  }

  /** In lower case, a whole number without its zeros after the point: 1.0 and 1,00 are 1. */
  private static String flag(String cell) {
    return cell.toLowerCase(Locale.ROOT).replaceFirst("^([+-]?\\d+)[.,]0*$", "$1");
  }

  /** A column in which no cell is a flag, such as an image's width, is no class. */
  private boolean isFlagged(int column) {
    List<String> flags = table.rows().stream().map(row -> flag(row.cell(column))).toList();
    return flags.stream().allMatch(String::isEmpty)
        || flags.stream()
            .filter(flag -> !flag.isEmpty())
            .anyMatch(flag -> TRUE.contains(flag) || FALSE.contains(flag));
  }
}
