package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a folder in the layout of PASCAL VOC: {@code JPEGImages/ID.jpg}, lists of names under
 * {@code ImageSets}, labels in {@code labels.csv} or in {@code ImageSets/Main/CLASS_train.txt}, and
 * optional masks in {@code SegmentationClass/ID.png}. The mask values are VOC's class numbers when
 * all classes are VOC's, and the dataset's own otherwise.
 */
public final class VocImporter {
  private final Path folder;
  private final VocOptions options;
  private final List<ImportProblem> problems = new ArrayList<>();

  private VocImporter(Path folder, VocOptions options) {
    this.folder = ImageFolders.existing(folder);
    this.options = options;
  }

  /**
   * Reads lists and labels, but no image.
   *
   * @throws DatasetImportException when images, lists or labels are missing
   */
  public static DatasetPlan plan(Path folder, VocOptions options) {
    return new VocImporter(folder, options).plan();
  }

  private DatasetPlan plan() {
    Map<String, Path> files =
        ImageFolders.images(ImageFolders.existing(folder.resolve("JPEGImages")));
    if (files.isEmpty()) {
      throw new DatasetImportException("there is no image in " + folder.resolve("JPEGImages"));
    }
    ImageLabels labels = labels();
    problems.addAll(labels.problems());
    Path masks = folder.resolve("SegmentationClass");
    boolean masked = Files.isDirectory(masks);
    List<PlannedImage> images = new ArrayList<>();
    splits()
        .forEach(
            (name, split) -> {
              if (!usable(name, files, labels)) {
                return;
              }
              Optional<Path> mask = ImageFolders.first(masks.resolve(name + ".png"));
              if (masked && mask.isEmpty() && split == Split.VALIDATION) {
                problems.add(
                    new ImportProblem(
                        name, "there is no mask in " + masks + "; the image goes without"));
              }
              images.add(
                  new PlannedImage(
                      name,
                      LazyContent.of(files.get(name)),
                      labels.byImage().get(name),
                      split,
                      mask.map(LazyContent::of)));
            });
    MaskValues values =
        MaskValues.areVoc(labels.classes())
            ? MaskValues.voc(labels.classes())
            : MaskValues.inOrder(labels.classes());
    String name =
        options.name().orElse(folder.toAbsolutePath().normalize().getFileName().toString());
    return new DatasetPlan(name, labels.classes(), values, images, problems);
  }

  private boolean usable(String name, Map<String, Path> files, ImageLabels labels) {
    if (!files.containsKey(name)) {
      problems.add(new ImportProblem(name, "listed, but there is no such image in JPEGImages"));
      return false;
    }
    if (labels.byImage().getOrDefault(name, List.of()).isEmpty()) {
      problems.add(new ImportProblem(name, "it has no label, so it is left out"));
      return false;
    }
    return true;
  }

  private ImageLabels labels() {
    Optional<Path> csv =
        options.labels().or(() -> ImageFolders.first(folder.resolve("labels.csv")));
    if (csv.isPresent()) {
      return LabelTable.read(CsvFiles.read(csv.get()), csv.get().toString(), options.classes());
    }
    Path lists = folder.resolve("ImageSets").resolve("Main");
    ImageLabels labels = ClassLists.read(lists, options.classes());
    if (labels.byImage().isEmpty()) {
      throw new DatasetImportException(
          folder
              + " has no labels: there is neither labels.csv nor a list "
              + lists.resolve("CLASS_train.txt")
              + (options.classes().isEmpty() ? "" : " for any of " + options.classes())
              + "; name a CSV with the labels");
    }
    return labels;
  }

  /** A name in both lists is for validation: no training image may be used for measurements. */
  private Map<String, Split> splits() {
    Path sets = folder.resolve("ImageSets");
    Path train =
        options
            .trainList()
            .or(
                () ->
                    ImageFolders.first(
                        sets.resolve("train.txt"),
                        sets.resolve("Main/train.txt"),
                        sets.resolve("Segmentation/train.txt")))
            .orElseThrow(
                () -> new DatasetImportException("there is no list train.txt under " + sets));
    Optional<Path> validation =
        options
            .validationList()
            .or(
                () ->
                    ImageFolders.first(
                        sets.resolve("val.txt"),
                        sets.resolve("Segmentation/val.txt"),
                        sets.resolve("Main/val.txt")));
    Map<String, Split> splits = new LinkedHashMap<>();
    names(train).forEach(name -> splits.put(name, Split.TRAIN));
    validation
        .map(VocImporter::names)
        .orElse(List.of())
        .forEach(
            name -> {
              if (splits.put(name, Split.VALIDATION) == Split.TRAIN) {
                problems.add(new ImportProblem(name, "in both lists; kept for validation only"));
              }
            });
    if (splits.isEmpty()) {
      throw new DatasetImportException(train + " names no image");
    }
    return splits;
  }

  private static List<String> names(Path list) {
    return ImageFolders.lines(list).stream().map(line -> line.split("\\s+", 2)[0]).toList();
  }
}
