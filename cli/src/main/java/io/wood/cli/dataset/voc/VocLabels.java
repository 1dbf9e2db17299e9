package io.wood.cli.dataset.voc;

import static java.util.stream.Collectors.joining;

import io.wood.cli.dataset.CsvFiles;
import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.csv.LabelTable;
import io.wood.cli.dataset.voc.VocLayout.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the labels of a VOC folder: in CSV files, or in lists of classes, or in annotations. */
final class VocLabels {
  private static final List<String> TABLES = List.of("labels.csv", "_classes.csv");

  private final VocLayout layout;
  private final VocImages images;
  private final VocOptions options;
  private final List<String> notes;
  private int withoutImage;

  /**
   * @param notes receives lines about labels of which there is no image
   */
  VocLabels(VocLayout layout, VocImages images, VocOptions options, List<String> notes) {
    this.layout = layout;
    this.images = images;
    this.options = options;
    this.notes = notes;
  }

  /**
   * Reads the labels, by the key of the image.
   *
   * @throws DatasetImportException when there are none
   */
  ImageLabels read() {
    Map<Path, Optional<Place>> tables = tables();
    ImageLabels labels = tables.isEmpty() ? withoutTable() : table(tables);
    if (withoutImage > 0) {
      notes.add(withoutImage + " labelled images are not in " + images.places());
    }
    return labels;
  }

  private Map<Path, Optional<Place>> tables() {
    Optional<Path> whole = options.labels().or(() -> ImageFolders.first(layout.root(), TABLES));
    if (whole.isPresent()) {
      return Map.of(whole.get(), Optional.empty());
    }
    Map<Path, Optional<Place>> tables = new TreeMap<>();
    for (Place place : layout.places()) {
      ImageFolders.first(place.folder(), TABLES)
          .ifPresent(table -> tables.put(table, Optional.of(place)));
    }
    return tables;
  }

  /** One CSV, or that of each split. */
  private ImageLabels table(Map<Path, Optional<Place>> tables) {
    List<String> classes = new ArrayList<>(options.classes());
    List<ImportProblem> problems = new ArrayList<>();
    List<ImageLabels> all = new ArrayList<>();
    tables.forEach(
        (file, place) -> {
          ImageLabels read =
              LabelTable.read(CsvFiles.read(file, problems), file.toString(), options.classes())
                  .named(name -> found(name, place));
          all.add(read);
          problems.addAll(read.problems());
          read.classes().stream().filter(name -> !classes.contains(name)).forEach(classes::add);
        });
    if (all.size() > 1 && options.classes().isEmpty()) {
      classes.sort(null);
    }
    Map<String, List<String>> byImage = new HashMap<>();
    all.forEach(each -> byImage.putAll(each.byImage()));
    return ImageLabels.of(classes, byImage, problems);
  }

  private Optional<String> found(String name, Optional<Place> place) {
    Optional<String> key = images.find(name, place);
    withoutImage += key.isEmpty() ? 1 : 0;
    return key;
  }

  private ImageLabels withoutTable() {
    Path lists = layout.root().resolve("ImageSets").resolve("Main");
    ImageLabels listed = ClassLists.read(lists, options.classes());
    ImageLabels labels =
        listed.byImage().isEmpty()
            ? VocAnnotations.read(layout, images, options.classes(), notes)
            : listed.named(name -> found(name, Optional.empty()));
    if (labels.byImage().isEmpty() || labels.classes().isEmpty()) {
      List<ImportProblem> why = new ArrayList<>(listed.problems());
      labels.problems().stream().filter(problem -> !why.contains(problem)).forEach(why::add);
      throw new DatasetImportException(
          layout.root()
              + " has no labels: there is neither labels.csv nor a list "
              + lists.resolve("CLASS_train.txt")
              + (options.classes().isEmpty() ? "" : " for any of " + options.classes())
              + ", and no object in "
              + layout.root().resolve("Annotations").resolve("ID.xml")
              + "; name a CSV with the labels"
              + why.stream().limit(3).map(problem -> "\n  " + problem).collect(joining()));
    }
    return labels;
  }
}
