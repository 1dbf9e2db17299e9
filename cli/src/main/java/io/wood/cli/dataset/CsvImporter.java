package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a CSV that names images in a folder: column {@code image} (path inside the folder, with or
 * without extension), labels as a column {@code labels} or one column of 0 and 1 per class, and
 * optionally {@code split} (train or val) and {@code mask} (path inside the folder).
 */
public final class CsvImporter {
  private final CsvTable table;
  private final Path folder;
  private final ImagePaths paths;
  private final CsvOptions options;
  private final List<ImportProblem> problems = new ArrayList<>();

  private CsvImporter(CsvTable table, Path folder, CsvOptions options) {
    this.table = table;
    this.folder = folder;
    this.paths = new ImagePaths(folder);
    this.options = options;
  }

  /**
   * Reads the CSV file, but no image.
   *
   * @throws DatasetImportException when the CSV cannot be used, or the folder is empty
   */
  public static DatasetPlan plan(Path csv, Path folder, CsvOptions options) {
    CsvTable table = CsvFiles.read(csv);
    ImageLabels labels = LabelTable.read(table, csv.toString(), options.classes());
    CsvImporter importer = new CsvImporter(table, ImageFolders.existing(folder), options);
    importer.problems.addAll(labels.problems());
    List<PlannedImage> images = importer.images(labels);
    MaskValues values =
        options.vocMasks()
            ? MaskValues.voc(labels.classes())
            : MaskValues.inOrder(labels.classes());
    return new DatasetPlan(
        options.name().orElse(ImageFolders.stem(csv)),
        labels.classes(),
        values,
        images,
        importer.problems);
  }

  private List<PlannedImage> images(ImageLabels labels) {
    int column = table.column(LabelTable.IMAGE).orElseThrow();
    Optional<Integer> splits = table.column("split", "subset", "partition");
    Optional<Integer> masks = table.column("mask", "mask_path");
    Map<String, PlannedImage> images = new LinkedHashMap<>();
    for (CsvRow row : table.rows()) {
      String name = row.cell(column);
      List<String> shown = labels.byImage().getOrDefault(name, List.of());
      Optional<Path> file = paths.find(name);
      if (file.isEmpty()) {
        problems.add(
            new ImportProblem(name, "line " + row.line() + ": no such image in " + folder));
      } else if (shown.isEmpty()) {
        problems.add(new ImportProblem(name, "it has no label, so it is left out"));
      } else {
        Split split =
            splits
                .map(at -> named(row, at))
                .orElseGet(() -> DrawnSplit.of(name, options.validationShare()));
        Optional<LazyContent> mask =
            masks
                .map(row::cell)
                .filter(cell -> !cell.isEmpty())
                .flatMap(cell -> paths.find(cell).or(() -> paths.inside(cell)))
                .map(LazyContent::of);
        if (masks.isPresent() && mask.isEmpty() && split == Split.VALIDATION) {
          problems.add(new ImportProblem(name, "the CSV names no mask; the image goes without"));
        }
        PlannedImage first =
            images.putIfAbsent(name, PlannedImage.of(folder, file.get(), shown, split, mask));
        if (first != null && first.split() != split) {
          problems.add(
              new ImportProblem(
                  name,
                  "line %d: in both splits; kept for %s"
                      .formatted(
                          row.line(), first.split() == Split.TRAIN ? "training" : "validation")));
        }
      }
    }
    return List.copyOf(images.values());
  }

  private Split named(CsvRow row, int column) {
    String cell = row.cell(column).toLowerCase(Locale.ROOT);
    if (cell.startsWith("val") || cell.equals("test")) {
      return Split.VALIDATION;
    }
    if (!cell.equals("train") && !cell.equals("training")) {
      problems.add(
          new ImportProblem(
              "line " + row.line(),
              "the split '" + cell + "' is neither train nor val; taken as train"));
    }
    return Split.TRAIN;
  }
}
