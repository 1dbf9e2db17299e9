package io.wood.method.data;

import java.util.List;
import java.util.Set;

/**
 * Images with their classes, and without pixel labels.
 *
 * @param images the images
 * @param labels for each image the indices of its classes
 */
public record LabelledImages(ImageSource images, List<Set<Integer>> labels) {
  /** No images. */
  public static final LabelledImages NONE = new LabelledImages(ImageSource.EMPTY, List.of());

  public LabelledImages {
    labels = labels.stream().map(Set::copyOf).toList();
    if (images.size() != labels.size()) {
      throw new IllegalArgumentException(
          "%d images but labels for %d".formatted(images.size(), labels.size()));
    }
  }

  /** Number of images. */
  public int size() {
    return labels.size();
  }
}
