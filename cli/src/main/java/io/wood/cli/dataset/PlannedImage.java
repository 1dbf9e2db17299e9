package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

import io.wood.contracts.artifact.DatasetManifest.Split;
import java.nio.file.Path;
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
 * @param path in the folder of the images, with {@code /}; empty for an image that was no file
 */
public record PlannedImage(
    String name,
    LazyContent image,
    List<String> labels,
    Split split,
    Optional<LazyContent> mask,
    Optional<String> path) {
  public PlannedImage {
    requireNonNull(name, "name");
    requireNonNull(image, "image");
    labels = List.copyOf(labels);
    requireNonNull(split, "split");
    requireNonNull(mask, "mask");
    requireNonNull(path, "path");
  }

  /** An image that was no file. */
  public PlannedImage(
      String name,
      LazyContent image,
      List<String> labels,
      Split split,
      Optional<LazyContent> mask) {
    this(name, image, labels, split, mask, Optional.empty());
  }

  /** An image of a folder. */
  public static PlannedImage of(
      Path folder, Path file, List<String> labels, Split split, Optional<LazyContent> mask) {
    Path root = folder.toAbsolutePath().normalize();
    Path own = file.toAbsolutePath().normalize();
    Path path = own.startsWith(root) ? root.relativize(own) : own.getFileName();
    return new PlannedImage(
        ImageFolders.composed(ImageFolders.stem(file)),
        LazyContent.of(file),
        labels,
        split,
        mask,
        Optional.of(path.toString().replace('\\', '/')));
  }
}
