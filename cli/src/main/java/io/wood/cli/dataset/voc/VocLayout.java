package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.contracts.artifact.DatasetManifest.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a folder in the style of VOC has its images: in {@code JPEGImages}, as VOC, or {@code
 * images}, also in folders inside; in a folder per split, {@code train} and {@code valid}; or
 * beside the annotations.
 *
 * @param root the whole folder
 * @param places folders of images
 */
record VocLayout(Path root, List<Place> places) {
  private static final List<String> WHOLE = List.of("JPEGImages", "images", "Images");
  private static final int NESTED = 3;

  private static final Map<String, Split> SPLITS =
      new TreeMap<>(
          Map.of(
              "train", Split.TRAIN,
              "val", Split.VALIDATION,
              "valid", Split.VALIDATION,
              "validation", Split.VALIDATION,
              "test", Split.VALIDATION));

  /**
   * A folder of images; equal to another when the folders are.
   *
   * @param split that it stands for, if any
   * @param files by their path inside
   */
  record Place(Path folder, Optional<Split> split, Map<String, Path> files) {
    /** Without the folders inside. */
    private static Place flat(Path folder, Optional<Split> split) {
      Map<String, Path> files = new TreeMap<>();
      ImageFolders.files(folder)
          .forEach(
              file ->
                  files.putIfAbsent(ImageFolders.composed(file.getFileName().toString()), file));
      return new Place(folder, split, files);
    }

    private boolean hasImages() {
      return files.values().stream().anyMatch(ImageFolders::isImage);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && folder.equals(place.folder);
    }

    @Override
    public int hashCode() {
      return folder.hashCode();
    }
  }

  VocLayout {
    places = List.copyOf(places);
  }

  /**
   * Finds the folders.
   *
   * @throws DatasetImportException when there is no image in any of them
   */
  static VocLayout of(Path folder) {
    for (String name : WHOLE) {
      Path inner = folder.resolve(name);
      Place place = new Place(inner, Optional.empty(), ImageFolders.tree(inner));
      if (place.hasImages()) {
        return new VocLayout(folder, List.of(place));
      }
    }
    List<Place> splits =
        SPLITS.entrySet().stream()
            .flatMap(
                each ->
                    Stream.of(each.getKey(), each.getKey() + "/images")
                        .map(
                            name -> Place.flat(folder.resolve(name), Optional.of(each.getValue()))))
            .filter(Place::hasImages)
            .toList();
    if (!splits.isEmpty()) {
      return new VocLayout(folder, splits);
    }
    Place beside = Place.flat(folder, Optional.empty());
    if (beside.hasImages()) {
      return new VocLayout(folder, List.of(beside));
    }
    throw new DatasetImportException(
        (Files.isDirectory(folder.resolve(WHOLE.get(0)))
                ? "there is no image in " + folder.resolve(WHOLE.get(0))
                : "there is no folder %s, and no image in images, train, valid or %s itself"
                    .formatted(folder.resolve(WHOLE.get(0)), folder))
            + nested(folder).map(inner -> "; did you mean " + inner + "?").orElse(""));
  }

  /** The folder inside that has JPEGImages, as archives of VOC have it. */
  private static Optional<Path> nested(Path folder) {
    try (Stream<Path> inner = Files.walk(folder, NESTED)) {
      return inner
          .filter(each -> each.endsWith(WHOLE.get(0)) && Files.isDirectory(each))
          .map(Path::getParent)
          .filter(each -> !each.equals(folder))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new DatasetImportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The folder from which an image's path counts. */
  Path origin() {
    return places.size() == 1 ? places.get(0).folder() : root;
  }

  /** The split that the folder of an image stands for. */
  Optional<Split> split(Place place, String path) {
    String top = path.substring(0, Math.max(0, path.indexOf('/'))).toLowerCase(Locale.ROOT);
    return place.split().or(() -> Optional.ofNullable(SPLITS.get(top)));
  }

  /** Existing folders of these names beside the images, with the place that they belong to. */
  Map<Path, Optional<Place>> beside(List<String> names) {
    Map<Path, Optional<Place>> found = new LinkedHashMap<>();
    names.forEach(name -> found.put(root.resolve(name), Optional.empty()));
    for (Place place : places) {
      List<Path> parents = new ArrayList<>();
      if (place.split().isPresent()) {
        parents.add(place.folder());
        parents.add(place.folder().getParent());
      }
      parents.stream()
          .filter(parent -> !parent.equals(root))
          .flatMap(parent -> names.stream().map(parent::resolve))
          .forEach(each -> found.putIfAbsent(each, Optional.of(place)));
    }
    found.keySet().removeIf(each -> !Files.isDirectory(each));
    return found;
  }
}
