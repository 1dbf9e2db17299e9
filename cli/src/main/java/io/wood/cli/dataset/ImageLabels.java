package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labels of images.
 *
 * @param classes class names, in order
 * @param byImage labels by the image's name, in class order; an image without any has an empty list
 * @param problems invalid cells and columns
 */
public record ImageLabels(
    List<String> classes, Map<String, List<String>> byImage, List<ImportProblem> problems) {
  public ImageLabels {
    requireFewEnough(classes);
    classes = List.copyOf(classes);
    byImage = Map.copyOf(byImage);
    problems = List.copyOf(problems);
  }

  /** Refuses more classes than a mask's byte holds. */
  public static void requireFewEnough(List<String> classes) {
    if (classes.size() > DatasetManifest.MAX_CLASSES) {
      throw new DatasetImportException(
          "%d classes are named, from '%s' to '%s'; a dataset has at most %d, because a mask's byte also holds background and void: choose some with --classes"
              .formatted(
                  classes.size(),
                  classes.get(0),
                  classes.get(classes.size() - 1),
                  DatasetManifest.MAX_CLASSES));
    }
  }

  /** The same labels by the names of images without folders and endings. */
  public ImageLabels byImageName() {
    Map<String, Set<String>> merged = new LinkedHashMap<>();
    byImage.forEach(
        (written, labels) ->
            merged
                .computeIfAbsent(ImageFolders.imageName(written), k -> new HashSet<>())
                .addAll(labels));
    Map<String, List<String>> named = new LinkedHashMap<>();
    merged.forEach(
        (name, labels) -> named.put(name, classes.stream().filter(labels::contains).toList()));
    return new ImageLabels(classes, named, problems);
  }
}
