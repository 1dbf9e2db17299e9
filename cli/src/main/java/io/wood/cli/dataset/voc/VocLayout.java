package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImportProblem;
import io.wood.contracts.artifact.DatasetManifest.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a folder in the style of VOC has its images: in {@code JPEGImages}, as VOC; in {@code
 * images}; in a folder per split, {@code train} and {@code valid}; or beside the annotations.
 *
 * @param folders of images, with the split that they stand for, if any
 */
record VocLayout(Map<Path, Optional<Split>> folders) {
  private static final List<String> WHOLE = List.of("JPEGImages", "images", "Images");

  private static final Map<String, Split> SPLITS =
      new TreeMap<>(
          Map.of(
              "train", Split.TRAIN,
              "val", Split.VALIDATION,
              "valid", Split.VALIDATION,
              "validation", Split.VALIDATION,
              "test", Split.VALIDATION));

  VocLayout {
    folders = new LinkedHashMap<>(folders);
  }

  /**
   * Finds the folders.
   *
   * @throws DatasetImportException when there is no image in any of them
   */
  static VocLayout of(Path folder) {
    for (String name : WHOLE) {
      if (hasImages(folder.resolve(name))) {
        return new VocLayout(Map.of(folder.resolve(name), Optional.empty()));
      }
    }
    Map<Path, Optional<Split>> splits = new LinkedHashMap<>();
    SPLITS.forEach(
        (name, split) ->
            Stream.of(folder.resolve(name), folder.resolve(name).resolve("images"))
                .filter(VocLayout::hasImages)
                .forEach(found -> splits.put(found, Optional.of(split))));
    if (!splits.isEmpty()) {
      return new VocLayout(splits);
    }
    if (hasImages(folder)) {
      return new VocLayout(Map.of(folder, Optional.empty()));
    }
    throw new DatasetImportException(
        Files.isDirectory(folder.resolve(WHOLE.get(0)))
            ? "there is no image in " + folder.resolve(WHOLE.get(0))
            : "there is no folder %s, and no image in images, train, valid or %s itself"
                .formatted(folder.resolve(WHOLE.get(0)), folder));
  }

  private static boolean hasImages(Path folder) {
    return !ImageFolders.images(folder).isEmpty();
  }

  /** The images by their name. */
  Map<String, Path> images(List<ImportProblem> problems) {
    Map<String, Path> images = new TreeMap<>();
    for (Path folder : folders.keySet()) {
      Map<String, Path> own = ImageFolders.images(folder);
      for (Path file : ImageFolders.files(folder)) {
        Path first = own.get(ImageFolders.composed(ImageFolders.stem(file)));
        if (ImageFolders.isImage(file) && first != null && !file.equals(first)) {
          problems.add(
              new ImportProblem(
                  file.getFileName().toString(),
                  "%s has the same name without ending; only that one is used"
                      .formatted(first.getFileName())));
        }
      }
      own.forEach(
          (name, file) -> {
            if (images.putIfAbsent(name, file) != null) {
              problems.add(
                  new ImportProblem(
                      file.toString(),
                      "another split has an image of this name; only that is used"));
            }
          });
    }
    return images;
  }

  /** The split that an image's folder stands for. */
  Optional<Split> split(Path image) {
    return folders.getOrDefault(image.getParent(), Optional.empty());
  }

  /** Folders that may hold annotations in XML. */
  List<Path> annotations(Path folder) {
    List<Path> places = new ArrayList<>();
    places.add(folder.resolve("Annotations"));
    places.add(folder.resolve("annotations"));
    for (Path images : folders.keySet()) {
      places.add(images);
      places.add(images.resolveSibling("Annotations"));
      places.add(images.resolveSibling("annotations"));
    }
    return places.stream().distinct().toList();
  }
}
