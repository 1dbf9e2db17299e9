package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.ImageLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Options for importing a VOC folder.
 *
 * @param name name of the dataset; default: the folder's name
 * @param classes classes to import, in this order; empty imports all
 * @param labels CSV with the labels; default: labels.csv or _classes.csv, then the lists of
 *     classes, then the annotations
 * @param trainList list of training images; default: under ImageSets
 * @param validationList list of validation images; default: under ImageSets
 */
public record VocOptions(
    Optional<String> name,
    List<String> classes,
    Optional<Path> labels,
    Optional<Path> trainList,
    Optional<Path> validationList) {
  /** The default locations of VOC. */
  public static final VocOptions DEFAULT =
      new VocOptions(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public VocOptions {
    classes = ImageLabels.classNames(classes);
  }
}
