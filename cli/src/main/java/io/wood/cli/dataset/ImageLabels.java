package io.wood.cli.dataset;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.DatasetManifest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
    requireUsable(classes);
    classes = List.copyOf(classes);
    byImage = Map.copyOf(byImage);
    problems = List.copyOf(problems);
  }

  /**
   * Labels in class order.
   *
   * @param shown labels by the image's name; those that are no class are left out
   */
  public static ImageLabels of(
      List<String> classes,
      Map<String, ? extends Collection<String>> shown,
      List<ImportProblem> problems) {
    Map<String, List<String>> byImage = new HashMap<>();
    shown.forEach(
        (image, labels) -> byImage.put(image, classes.stream().filter(labels::contains).toList()));
    return new ImageLabels(classes, byImage, problems);
  }

  /** Refuses more classes than a mask's byte holds, and names that no event can hold. */
  public static void requireUsable(List<String> classes) {
    for (String name : classes) {
      if (name.length() > DatasetManifest.MAX_CLASS_LENGTH) {
        throw new DatasetImportException(
            "the class %s has too long a name; at most %d characters are accepted: shorten it"
                .formatted(ContractChecks.shown(name), DatasetManifest.MAX_CLASS_LENGTH));
      }
    }
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

  /**
   * The same labels by other names of the images; those of one image are merged.
   *
   * @param name of an image by how it is written; empty when there is no such image
   */
  public ImageLabels named(Function<String, Optional<String>> name) {
    Map<String, Set<String>> merged = new HashMap<>();
    byImage.forEach(
        (written, labels) ->
            name.apply(written)
                .ifPresent(
                    image -> merged.computeIfAbsent(image, k -> new HashSet<>()).addAll(labels)));
    return of(classes, merged, problems);
  }

  /** Names of classes as they are compared: composed, without blanks around them, each once. */
  public static List<String> classNames(Collection<String> written) {
    return written.stream()
        .map(name -> ImageFolders.composed(name.strip()))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
