package io.wood.cli.dataset.csv;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.LabelCells;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads labels from a CSV file with a column {@code image}, and either a column {@code labels} with
 * lists of class names, or one column of flags per class: 1 and 0, 1.0 and 0.0, true and false, yes
 * and no.
 */
public final class LabelTable {
  /** Names of the column that names the images; the first that exists is taken. */
  static final String[] IMAGE =
      words(
          "image file filename name image_path filepath path image_name image_file image_id",
          "image_index image_url img img_path img_name img_file fname images uri url id");

  /** Names of the column that names the split. */
  static final String[] SPLIT = words("split subset partition set");

  /** Names of the column that is true for images for validation. */
  static final String[] VALIDATION = words("is_valid is_val is_validation");

  /** Names of the column that names the mask. */
  static final String[] MASK = words("mask mask_path mask_file masks");

  private static final String[] LABELS =
      words(
          "labels label_names class_names class_name label_name label classes class ground_truth",
          "choices choice finding_labels class_labels class_label categories category",
          "region_attributes tags tag");

  /** Columns that tools write and that are no classes, though they may hold 0 and 1 alone. */
  private static final String[] OTHERS =
      words(
          "sha256 problem width height xmin ymin xmax ymax file_size file_attributes region_count",
          "region_id region_shape_attributes annotator annotation_id created_at updated_at lead_time");

  private static final Set<String> RESERVED =
      Stream.of(IMAGE, LABELS, SPLIT, VALIDATION, MASK, OTHERS)
          .flatMap(Arrays::stream)
          .map(CsvTable::plain)
          .collect(Collectors.toUnmodifiableSet());

  /** Also as spreadsheets write them in other languages of Europe. */
  private static final Set<String> TRUE =
      Set.of(
          words(
              "1 true yes t y x on wahr ja vrai oui vero si s\u00ed verdadero verdadeiro sim waar sant",
              "prawda tak \u0438\u0441\u0442\u0438\u043d\u0430 \u0434\u0430"));

  private static final Set<String> FALSE =
      Set.of(
          words(
              "0 -1 false no f n off nan none null na n/a falsch nein faux non falso n\u00e3o onwaar",
              "nee falskt nej fa\u0142sz nie \u043b\u043e\u0436\u044c \u043d\u0435\u0442"));

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d*)?([eE][+-]?\\d{1,2})?");

  private final CsvTable table;
  private final int imageColumn;
  private final List<ImportProblem> problems = new ArrayList<>();

  /** Columns of flags that are read; empty where a column lists the labels. */
  private Map<String, Integer> columns = Map.of();

  private LabelTable(CsvTable table, String file) {
    this.table = table;
    this.imageColumn =
        table
            .column(IMAGE)
            .orElseThrow(
                () ->
                    new DatasetImportException(
                        "%s has no column 'image'; its columns are %s: its first line must name them"
                            .formatted(file, table.header())));
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
    reader.reportUnknown(named, classes);
    return ImageLabels.of(classes, named, reader.problems);
  }

  /** Columns keep their order; free names are sorted. */
  private List<String> order(Set<String> found) {
    if (table.column(LABELS).isPresent()) {
      return List.copyOf(found);
    }
    return List.copyOf(columns.keySet());
  }

  private void reportUnknown(Map<String, Set<String>> named, List<String> classes) {
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
        });
  }

  private Map<String, Set<String>> lists(int column, List<String> requested) {
    List<String> named = requested.isEmpty() ? List.copyOf(classColumns().keySet()) : requested;
    LabelCells cells =
        new LabelCells(table.rows().stream().map(row -> composed(row, column)).toList(), named);
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    for (CsvRow row : table.rows()) {
      labels
          .computeIfAbsent(row.cell(imageColumn), k -> new LinkedHashSet<>())
          .addAll(cells.split(composed(row, column)));
    }
    table.rows().stream()
        .filter(row -> labels.get(row.cell(imageColumn)).isEmpty())
        .map(row -> composed(row, column))
        .filter(cells::isNone)
        .findFirst()
        .ifPresent(
            cell ->
                problems.add(
                    new ImportProblem(
                        "column " + table.header().get(column),
                        "cells such as '%s' hold no label; name the class with --classes if it is one"
                            .formatted(cell))));
    return labels;
  }

  private static String[] words(String... lines) {
    return String.join(" ", lines).split(" ");
  }

  private static String composed(CsvRow row, int column) {
    return ImageFolders.composed(row.cell(column));
  }

  private Map<String, Integer> classColumns() {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < table.header().size(); i++) {
      String name = ImageFolders.composed(table.header().get(i));
      if (!name.isEmpty() && !RESERVED.contains(CsvTable.plain(name))) {
        columns.put(name, i);
      }
    }
    columns.keySet().removeIf(name -> name.matches("Unnamed: \\d+"));
    return columns;
  }

  private Map<String, Set<String>> flags(List<String> requested) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    columns = classColumns();
    columns.values().removeIf(column -> !isFlagged(column));
    for (String name : classColumns().keySet()) {
      if (!columns.containsKey(name)) {
        problems.add(
            new ImportProblem("column " + name, "few cells are 0 or 1, so it is not a class"));
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
            } else if (!flag.isEmpty() && !FALSE.contains(flag)) {
              problems.add(
                  new ImportProblem(
                      "line " + row.line(),
                      "'" + cell + "' in column " + name + " is neither 0 nor 1; taken as 0"));
            }
          });
    }
    return named;
  }

  /** True where a cell means yes. */
  static boolean isTrue(String cell) {
    return TRUE.contains(flag(cell));
  }

  /** In lower case, a whole number without what follows its point: 1.0, 1,00 and 1e0 are 1. */
  private static String flag(String cell) {
    if (NUMBER.matcher(cell).matches()) {
      double number = Double.parseDouble(cell.replace(',', '.'));
      return number == Math.rint(number) ? Long.toString((long) number) : cell;
    }
    return cell.toLowerCase(Locale.ROOT);
  }

  /** A column in which most cells are no flags, such as an image's width, is no class. */
  private boolean isFlagged(int column) {
    List<String> flags =
        table.rows().stream()
            .map(row -> flag(row.cell(column)))
            .filter(flag -> !flag.isEmpty())
            .toList();
    long known = flags.stream().filter(flag -> TRUE.contains(flag) || FALSE.contains(flag)).count();
    return 2 * known >= flags.size();
  }
}
