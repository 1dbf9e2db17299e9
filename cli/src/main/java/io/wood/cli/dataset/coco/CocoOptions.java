package io.wood.cli.dataset.coco;

import io.wood.cli.dataset.ImageLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Options for importing annotations in COCO's format.
 *
 * @param name name of the dataset; default: the folder's name
 * @param classes classes to import, in this order; empty imports all
 * @param validation annotations of the validation images
 * @param validationShare share of the images for validation without such a file
 */
public record CocoOptions(
    Optional<String> name,
    List<String> classes,
    Optional<Path> validation,
    double validationShare) {
  /** All classes, every fifth image for validation. */
  public static final CocoOptions DEFAULT =
      new CocoOptions(Optional.empty(), List.of(), Optional.empty(), .2);

  public CocoOptions {
    classes = ImageLabels.classNames(classes);
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare must lie in 0..1, 1 excluded, not " + validationShare);
    }
  }
}
