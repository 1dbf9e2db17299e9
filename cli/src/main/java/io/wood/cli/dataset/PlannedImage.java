package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

import io.wood.contracts.artifact.DatasetManifest.Split;
import java.util.List;
import java.util.Optional;

/**
 * An image to import.
 *
 * @param name display name, usually the file name without extension
 * @param image the unchanged file
 * @param labels classes that it shows
 * @param split split of the dataset
 * @param mask ground truth, if there is any
 */
public record PlannedImage(
    String name, LazyContent image, List<String> labels, Split split, Optional<LazyContent> mask) {
  public PlannedImage {
    requireNonNull(name, "name");
    requireNonNull(image, "image");
    labels = List.copyOf(labels);
    requireNonNull(split, "split");
    requireNonNull(mask, "mask");
  }
}
