package io.wood.cli.dataset.voc;

import static java.util.stream.Collectors.joining;

import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImagePaths;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.voc.VocLayout.Place;
import io.wood.contracts.artifact.DatasetManifest.Split;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The images of a VOC folder. An image's key is its path without ending: in the folder of images,
 * or in the whole folder where there are several of these.
 */
final class VocImages {
  /** Files that lie beside images on purpose. */
  private static final Set<String> KNOWN = Set.of("xml", "txt", "csv", "json");

  private final VocLayout layout;
  private final ImagePaths whole;
  private final Map<Place, ImagePaths> paths = new LinkedHashMap<>();
  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, Split> splits = new HashMap<>();
  private final Map<Path, String> keys = new HashMap<>();

  /**
   * @param problems receives images that another one hides
   * @param notes receives a line about files that are no images
   */
  VocImages(VocLayout layout, List<ImportProblem> problems, List<String> notes) {
    this.layout = layout;
    this.whole = new ImagePaths(layout.root());
    Collection<String> others = new TreeSet<>();
    for (Place place : layout.places()) {
      paths.put(place, new ImagePaths(place.folder()));
      place
          .files()
          .forEach(
              (path, file) -> {
                if (ImageFolders.isImage(file)) {
                  add(place, path, file, problems);
                } else if (!KNOWN.contains(ending(path))) {
                  others.add(path);
                }
              });
    }
    if (!others.isEmpty()) {
      notes.add(
          "%d files beside the images are no images by their ending, such as %s"
              .formatted(others.size(), others.stream().limit(3).collect(joining(", "))));
    }
  }

  private static String ending(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void add(Place place, String path, Path file, List<ImportProblem> problems) {
    String below = layout.places().size() == 1 ? path : below(place) + "/" + path;
    String key = ImageFolders.stem(below);
    Path first = files.putIfAbsent(key, file);
    if (first != null) {
      problems.add(
          new ImportProblem(
              below,
              "%s has the same name without ending; only that one is used"
                  .formatted(first.getFileName())));
      return;
    }
    keys.put(file.toAbsolutePath().normalize(), key);
    layout.split(place, path).ifPresent(split -> splits.put(key, split));
  }

  /** The files by key, sorted. */
  Map<String, Path> files() {
    return files;
  }

  /** The split that the folder of an image stands for. */
  Optional<Split> split(String key) {
    return Optional.ofNullable(splits.get(key));
  }

  /**
   * The key of the image that a list or a table names; empty when there is none, or are several.
   */
  Optional<String> find(String written) {
    return find(written, Optional.empty());
  }

  /**
   * The same. An image of the same name in another folder is not the one that is meant.
   *
   * @param place in which the image must be; empty for the place that the path names, or any
   */
  Optional<String> find(String written, Optional<Place> place) {
    Optional<Place> own = place.or(() -> named(written));
    boolean isOneOfSeveral = own.isPresent() && paths.size() > 1;
    return inPlaces(written, own)
        .or(
            () ->
                inPlaces(ImageFolders.imageName(written), own)
                    .filter(file -> isOneOfSeveral || agrees(keys.get(file), written)))
        .map(keys::get);
  }

  /** The place that a path names last, such as {@code train/images}. */
  private Optional<Place> named(String written) {
    String path = "/" + written.replace('\\', '/').toLowerCase(Locale.ROOT);
    return paths.keySet().stream()
        .filter(place -> end(path, place) > 0)
        .max(Comparator.comparingInt(place -> end(path, place)));
  }

  /** Where the last mention of a place ends; 0 without any. */
  private int end(String path, Place place) {
    String folder = "/" + below(place).toLowerCase(Locale.ROOT) + "/";
    int start = path.lastIndexOf(folder);
    return start < 0 ? 0 : start + folder.length();
  }

  /**
   * True where the folders of an image are those that are written, from the end, as far as both go.
   */
  private static boolean agrees(String key, String written) {
    String[] own = key.split("/", -1);
    String[] parts = ImageFolders.composed(written).replace('\\', '/').split("/", -1);
    return IntStream.rangeClosed(2, Math.min(own.length, parts.length))
        .allMatch(i -> own[own.length - i].equalsIgnoreCase(parts[parts.length - i]));
  }

  private Optional<Path> inPlaces(String written, Optional<Place> place) {
    Set<Path> found = new TreeSet<>();
    paths.forEach(
        (each, own) -> {
          if (place.isEmpty() || place.get().equals(each)) {
            own.find(written).filter(keys::containsKey).ifPresent(found::add);
          }
        });
    return found.size() > 1
        ? whole.find(written).filter(found::contains)
        : found.stream().findFirst();
  }

  private String below(Place place) {
    return layout.root().relativize(place.folder()).toString().replace('\\', '/');
  }

  /** The folders of images, for messages. */
  String places() {
    return layout.places().stream()
        .map(this::below)
        .map(folder -> folder.isEmpty() ? "the folder" : folder)
        .collect(joining(", "));
  }
}
