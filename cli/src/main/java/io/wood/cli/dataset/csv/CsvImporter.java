package io.wood.cli.dataset.csv;

import io.wood.cli.dataset.CsvFiles;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.DrawnSplit;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImagePaths;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.LazyContent;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.store.csv.CsvRow;
import io.wood.store.csv.CsvTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Set<Path> named = new HashSet<>();
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
    List<ImportProblem> problems = new ArrayList<>();
    CsvTable table = CsvFiles.read(csv, problems);
    ImageLabels labels = LabelTable.read(table, csv.toString(), options.classes());
    CsvImporter importer = new CsvImporter(table, ImageFolders.existing(folder), options);
    importer.problems.addAll(problems);
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
        importer.problems,
        importer.paths.unnamed(importer.named, csv.getFileName().toString()));
  }

  private List<PlannedImage> images(ImageLabels labels) {
    int column = table.column(LabelTable.IMAGE).orElseThrow();
    Optional<Integer> splits = table.column(LabelTable.SPLIT);
    Optional<Integer> validation = table.column(LabelTable.VALIDATION);
    Optional<Integer> masks = table.column(LabelTable.MASK);
    Map<String, Optional<Path>> files = new HashMap<>();
    labels.byImage().keySet().forEach(name -> files.put(name, paths.find(name)));
    files.values().forEach(file -> file.ifPresent(named::add));
    ImageLabels byFile = labels.named(name -> files.get(name).map(Path::toString));
    Map<Path, PlannedImage> images = new LinkedHashMap<>();
    for (CsvRow row : table.rows()) {
      String name = row.cell(column);
      Optional<Path> file = files.get(name);
      if (file.isEmpty()) {
        problems.add(
            new ImportProblem(name, "line " + row.line() + ": no such image in " + folder));
        continue;
      }
      List<String> shown = byFile.byImage().get(file.get().toString());
      if (shown.isEmpty()) {
        problems.add(new ImportProblem(name, "it has no label, so it is left out"));
        continue;
      }
      Split split =
          splits
              .map(at -> named(row, at))
              .or(() -> validation.map(at -> isValidation(row, at)))
              .orElseGet(() -> DrawnSplit.of(name, options.validationShare()));
      Optional<LazyContent> mask = masks.flatMap(at -> mask(name, row, at, split));
      PlannedImage first =
          images.putIfAbsent(file.get(), PlannedImage.of(folder, file.get(), shown, split, mask));
      if (first != null && first.split() != split) {
        problems.add(
            new ImportProblem(
                name,
                "line %d: in both splits; kept for %s"
                    .formatted(
                        row.line(), first.split() == Split.TRAIN ? "training" : "validation")));
      }
    }
    return List.copyOf(images.values());
  }

  private Optional<LazyContent> mask(String image, CsvRow row, int column, Split split) {
    String cell = row.cell(column);
    if (cell.isEmpty()) {
      if (split == Split.VALIDATION) {
        problems.add(new ImportProblem(image, "the CSV names no mask; the image goes without"));
      }
      return Optional.empty();
    }
    Optional<Path> file = paths.find(cell);
    file.ifPresentOrElse(
        named::add,
        () ->
            problems.add(
                new ImportProblem(
                    image,
                    "line %d: its mask %s is not in %s; the image goes without"
                        .formatted(row.line(), cell, folder))));
    return file.map(LazyContent::of);
  }

  private static Split isValidation(CsvRow row, int column) {
    return LabelTable.isTrue(row.cell(column)) ? Split.VALIDATION : Split.TRAIN;
  }

  private Split named(CsvRow row, int column) {
    String cell = row.cell(column).toLowerCase(Locale.ROOT);
    if (cell.startsWith("val") || List.of("test", "testing", "dev", "eval").contains(cell)) {
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
