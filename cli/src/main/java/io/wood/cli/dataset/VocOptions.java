package io.wood.cli.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to read a VOC folder.
 *
 * @param name of the dataset; empty takes the folder's
 * @param classes to import, in this order; empty takes all that are labelled
 * @param labels CSV with the labels; empty looks for labels.csv, then for the lists of classes
 * @param trainList names of the training images; empty looks under ImageSets
 * @param validationList names of the validation images; empty looks under ImageSets
 */
public record VocOptions(
    Optional<String> name,
    List<String> classes,
    Optional<Path> labels,
    Optional<Path> trainList,
    Optional<Path> validationList) {
  /** Looks for everything where VOC keeps it. */
  public static final VocOptions DEFAULT =
      new VocOptions(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public VocOptions {
    classes = List.copyOf(classes);
  }
}
