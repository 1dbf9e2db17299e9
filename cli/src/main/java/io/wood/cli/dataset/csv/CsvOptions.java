package io.wood.cli.dataset.csv;

import io.wood.cli.dataset.ImageLabels;
import java.util.List;
import java.util.Optional;

/**
 * Options for importing a CSV file with a folder.
 *
 * @param name name of the dataset; default: the CSV file's name
 * @param classes classes to import, in this order; empty imports all
 * @param validationShare share of the images for validation when the CSV has no column {@code
 *     split}
 * @param vocMasks true when the mask values are VOC's class numbers, not the dataset's own
 */
public record CsvOptions(
    Optional<String> name, List<String> classes, double validationShare, boolean vocMasks) {
  /** All classes, every fifth image for validation, the dataset's own class numbers. */
  public static final CsvOptions DEFAULT = new CsvOptions(Optional.empty(), List.of(), .2, false);

  public CsvOptions {
    classes = ImageLabels.classNames(classes);
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare must lie in 0..1, 1 excluded, not " + validationShare);
    }
  }
}
