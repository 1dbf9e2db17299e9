package io.wood.cli.dataset;

import java.util.List;
import java.util.Optional;

/**
 * How to read a CSV with a folder.
 *
 * @param name of the dataset; empty takes the CSV's
 * @param classes to import, in this order; empty takes all that are labelled
 * @param validationShare how much of the images to keep for validation when the CSV has no column
 *     {@code split}
 * @param vocMasks the masks carry VOC's numbers instead of the dataset's own
 */
public record CsvOptions(
    Optional<String> name, List<String> classes, double validationShare, boolean vocMasks) {
  /** All classes, every fifth image for validation, own numbers. */
  public static final CsvOptions DEFAULT = new CsvOptions(Optional.empty(), List.of(), .2, false);

  public CsvOptions {
    classes = List.copyOf(classes);
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare must lie in 0..1, 1 excluded, not " + validationShare);
    }
  }
}
