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
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.ImageSize;
import io.wood.method.image.UnusableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads annotations in COCO's format: an image shows the categories of its annotations, and their
 * polygons or run lengths make its mask. An image of which an annotation has no region has no mask.
 */
public final class CocoImporter {
  /** Names of a file of annotations beside the images, as annotation tools write them. */
  private static final List<String> NAMES =
      List.of("_annotations.coco.json", "result.json", "annotations.json", "labels.json");

  /** Files of annotations for other tasks, beside those of instances. */
  private static final String OTHER_TASKS = "(person|captions|panoptic|stuff|image_info)_.*";

  private final Path folder;
  private final ImagePaths paths;
  private final CocoOptions options;
  private final Set<Path> named = new HashSet<>();
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
            ? found(annotations, "train", "default")
                .orElseThrow(
                    () ->
                        new DatasetImportException(
                            "there is no file of annotations in %s: name it; searched were annotations/*train*.json, annotations/*default*.json and %s, also in train and default"
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

  /** Where the images are unless another folder is named. */
  public static Path imagesOf(Path annotations) {
    Path own = annotations.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(own) ? own : own.getParent();
    boolean isInner = folder.endsWith("annotations") && folder.getParent() != null;
    return isInner ? folder.getParent() : folder;
  }

  private static Optional<Path> found(Path folder, String... splits) {
    boolean isInner = folder.toAbsolutePath().normalize().endsWith("annotations");
    List<Path> files = ImageFolders.files(isInner ? folder : folder.resolve("annotations"));
    for (String split : splits) {
      for (Path file : files) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") && name.contains(split) && !name.matches(OTHER_TASKS)) {
          return Optional.of(file);
        }
      }
      Optional<Path> file = ImageFolders.first(folder.resolve(split), NAMES);
      if (file.isPresent()) {
        return file;
      }
    }
    return ImageFolders.first(folder, NAMES);
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
    ImageLabels.requireUsable(classes);
    all.forEach(file -> problems.addAll(file.problems()));
    boolean drawn = validation.isEmpty();
    add(train, trainFile, drawn ? Optional.empty() : Optional.of(Split.TRAIN));
    validation.ifPresent(
        file -> add(file, validationFile.orElseThrow(), Optional.of(Split.VALIDATION)));
    String name =
        options.name().orElse(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    return new DatasetPlan(
        name,
        classes,
        MaskValues.inOrder(classes),
        images,
        problems,
        paths.unnamed(named, "the annotations"));
  }

  /**
   * The folders of the images of a file of annotations alone: named as the file, such as {@code
   * val2017} of {@code instances_val2017.json}, or holding it.
   */
  private List<ImagePaths> own(Path file) {
    String split = ImageFolders.stem(file).replaceFirst("^(instances|annotations)_", "");
    Path whole = folder.toAbsolutePath().normalize();
    Path beside = file.toAbsolutePath().normalize().getParent();
    boolean isBesideOwn =
        beside.startsWith(whole)
            && ImageFolders.files(beside).stream().anyMatch(ImageFolders::isImage);
    return Stream.of(
            whole.resolve(split),
            whole.resolve("images").resolve(split),
            isBesideOwn ? beside : whole)
        .filter(each -> Files.isDirectory(each) && !each.equals(whole))
        .distinct()
        .map(ImagePaths::new)
        .toList();
  }

  /**
   * Finds the images of a file of annotations: in folders of their own, or else in the whole
   * folder, or beside the file where that lies in the folder. Only where they have no folder of
   * their own is an image of the same name in any other folder meant.
   */
  private Function<String, Optional<Path>> finder(Path file, List<ImagePaths> own) {
    Path whole = folder.toAbsolutePath().normalize();
    Path beside = file.toAbsolutePath().normalize().getParent();
    boolean isInside = beside.startsWith(whole) && !beside.equals(whole);
    ImagePaths besides = isInside ? new ImagePaths(beside) : paths;
    if (own.isEmpty()) {
      return name -> paths.find(name).or(() -> besides.find(name)).or(() -> paths.deep(name));
    }
    return name ->
        own.stream()
            .flatMap(each -> each.find(name).stream())
            .findFirst()
            .or(() -> paths.at(name))
            .or(() -> besides.at(name));
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

  private void add(CocoAnnotations file, Path path, Optional<Split> split) {
    List<ImagePaths> own = own(path);
    Function<String, Optional<Path>> finder = finder(path, own);
    file.images()
        .forEach(
            (id, image) -> {
              Optional<Path> found = finder.apply(image.file());
              found.ifPresent(named::add);
              Set<String> shown = shown(file, id);
              if (found.isEmpty()) {
                problems.add(new ImportProblem(image.file(), missing(image, own.isEmpty())));
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
                        mask(file, id, image, found.get())));
              }
            });
  }

  private String missing(CocoAnnotations.Image image, boolean anywhere) {
    return anywhere && paths.isAmbiguous(image.file())
        ? "several images in %s have this name; the annotations need their paths".formatted(folder)
        : "no such image in " + folder;
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
  private Optional<LazyContent> mask(
      CocoAnnotations file, String id, CocoAnnotations.Image image, Path picture) {
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
            CocoMask mask = canvas(image, picture);
            for (Map.Entry<CocoAnnotations.Annotation, Integer> each : labels.entrySet()) {
              mask.add(each.getValue(), file.segmentation(each.getKey()));
            }
            return mask.png();
          } catch (UnusableImageException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  /** Of the size that the annotations say, or else of the picture's. */
  private static CocoMask canvas(CocoAnnotations.Image image, Path picture)
      throws IOException, UnusableImageException {
    if (image.width() > 0 || image.height() > 0) {
      return new CocoMask(image.width(), image.height());
    }
    ImageSize size = ImageDecoder.size(LazyContent.of(picture).read(), ImageLimits.DEFAULT);
    return new CocoMask(size.width(), size.height());
  }
}
