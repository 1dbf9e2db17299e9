package io.wood.cli.dataset.coco;

import io.wood.cli.dataset.DatasetImportException;
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
import io.wood.method.image.UnusableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads annotations in COCO's format: an image shows the categories of its annotations, and their
 * polygons or run lengths make its mask. An image of which an annotation has no region has no mask.
 */
public final class CocoImporter {
  /** Names of a file of annotations beside the images, as annotation tools write them. */
  private static final List<String> NAMES =
      List.of("_annotations.coco.json", "result.json", "annotations.json", "labels.json");

  private final Path folder;
  private final ImagePaths paths;
  private final CocoOptions options;
  private final List<ImportProblem> problems = new ArrayList<>();
  private final List<PlannedImage> images = new ArrayList<>();
  private List<String> classes = List.of();

  private CocoImporter(Path folder, CocoOptions options) {
    this.folder = ImageFolders.existing(folder);
    this.paths = new ImagePaths(folder);
    this.options = options;
  }

  /**
   * Reads the annotations, but no image.
   *
   * @param annotations file, or a folder with {@code train/_annotations.coco.json} or the like
   * @param folder with the images
   * @throws DatasetImportException when the annotations cannot be used
   */
  public static DatasetPlan plan(Path annotations, Path folder, CocoOptions options) {
    Path train =
        Files.isDirectory(annotations)
            ? found(annotations, "train")
                .orElseThrow(
                    () ->
                        new DatasetImportException(
                            "there is no file of annotations in %s: name it; searched were %s, also in train"
                                .formatted(annotations, NAMES)))
            : annotations;
    Optional<Path> validation =
        options
            .validation()
            .or(
                () ->
                    Files.isDirectory(annotations)
                        ? found(annotations, "valid", "val")
                        : Optional.empty())
            .filter(file -> !file.equals(train));
    return new CocoImporter(folder, options).plan(train, validation);
  }

  private static Optional<Path> found(Path folder, String... splits) {
    for (String split : splits) {
      for (Path file : ImageFolders.files(folder.resolve("annotations"))) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")
            && name.contains(split)
            && !name.startsWith("person_")
            && !name.startsWith("captions_")) {
          return Optional.of(file);
        }
      }
      for (String name : NAMES) {
        Optional<Path> file = ImageFolders.first(folder.resolve(split).resolve(name));
        if (file.isPresent()) {
          return file;
        }
      }
    }
    return ImageFolders.first(NAMES.stream().map(folder::resolve).toArray(Path[]::new));
  }

  private DatasetPlan plan(Path trainFile, Optional<Path> validationFile) {
    CocoAnnotations train = CocoAnnotations.read(trainFile);
    Optional<CocoAnnotations> validation = validationFile.map(CocoAnnotations::read);
    List<CocoAnnotations> all = new ArrayList<>(List.of(train));
    validation.ifPresent(all::add);
    classes = options.classes().isEmpty() ? used(all) : options.classes();
    if (classes.isEmpty()) {
      throw new DatasetImportException(
          trainFile + " annotates nothing: no annotation names one of its categories");
    }
    ImageLabels.requireFewEnough(classes);
    boolean drawn = validation.isEmpty();
    add(train, trainFile.getParent(), drawn ? Optional.empty() : Optional.of(Split.TRAIN));
    validation.ifPresent(
        file -> add(file, validationFile.orElseThrow().getParent(), Optional.of(Split.VALIDATION)));
    String name =
        options.name().orElse(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    return new DatasetPlan(name, classes, MaskValues.inOrder(classes), images, problems);
  }

  /** Categories with an annotation, in the order of the files. */
  private List<String> used(List<CocoAnnotations> files) {
    Set<String> named = new LinkedHashSet<>();
    Set<String> annotated = new LinkedHashSet<>();
    for (CocoAnnotations file : files) {
      named.addAll(file.categories().values());
      for (String image : file.images().keySet()) {
        file.of(image)
            .forEach(annotation -> annotated.add(file.categories().get(annotation.category())));
      }
    }
    List<String> used = named.stream().filter(annotated::contains).toList();
    named.removeAll(used);
    named.forEach(
        name ->
            problems.add(
                new ImportProblem("category " + name, "no annotation has it; it is left out")));
    return used;
  }

  private void add(CocoAnnotations file, Path beside, Optional<Split> split) {
    ImagePaths near = new ImagePaths(beside == null ? Path.of(".") : beside);
    file.images()
        .forEach(
            (id, image) -> {
              Optional<Path> found =
                  paths
                      .find(image.file())
                      .or(() -> near.find(image.file()))
                      .or(() -> paths.deep(image.file()));
              Set<String> shown = shown(file, id);
              if (found.isEmpty()) {
                problems.add(new ImportProblem(image.file(), "no such image in " + folder));
              } else if (shown.isEmpty()) {
                problems.add(new ImportProblem(image.file(), "it has no label, so it is left out"));
              } else {
                images.add(
                    PlannedImage.of(
                        folder,
                        found.get(),
                        classes.stream().filter(shown::contains).toList(),
                        split.orElseGet(
                            () -> DrawnSplit.of(image.file(), options.validationShare())),
                        mask(file, id, image)));
              }
            });
  }

  private Set<String> shown(CocoAnnotations file, String image) {
    Set<String> shown = new LinkedHashSet<>();
    for (CocoAnnotations.Annotation annotation : file.of(image)) {
      String category = file.categories().get(annotation.category());
      if (category == null) {
        problems.add(
            new ImportProblem(
                file.images().get(image).file(),
                "an annotation has the category %s, which the file does not name; it is ignored"
                    .formatted(annotation.category())));
      } else if (classes.contains(category)) {
        shown.add(category);
      }
    }
    return shown;
  }

  /** Empty when the image is labelled as a whole, or an object of it has a box alone. */
  private Optional<LazyContent> mask(CocoAnnotations file, String id, CocoAnnotations.Image image) {
    Map<CocoAnnotations.Annotation, Integer> labels = new LinkedHashMap<>();
    boolean whole = true;
    for (CocoAnnotations.Annotation annotation : file.of(id)) {
      int label = classes.indexOf(file.categories().get(annotation.category())) + 1;
      if (label > 0) {
        labels.put(annotation, label);
        whole &= annotation.hasRegion();
      }
    }
    if (labels.keySet().stream().noneMatch(CocoAnnotations.Annotation::hasRegion)) {
      return Optional.empty();
    }
    if (!whole) {
      problems.add(
          new ImportProblem(
              image.file(), "an annotation has no region, so the image goes without a mask"));
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          try {
            CocoMask mask = new CocoMask(image.width(), image.height());
            for (Map.Entry<CocoAnnotations.Annotation, Integer> each : labels.entrySet()) {
              mask.add(each.getValue(), file.segmentation(each.getKey()));
            }
            return mask.png();
          } catch (UnusableImageException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }
}
