package io.wood.method.cam.contrast;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Collects the false positives of a class: positions with a positive logit in images without it, of
 * the {@value #IMAGES} images whose own logit is highest.
 */
final class AbsentPositions {
  static final int IMAGES = 50;

  /**
   * What is kept of an image.
   *
   * @param logit of the image
   * @param number of the image; of equal ones the first stays
   * @param features at its positions
   */
  private record Surest(double logit, int number, List<float[]> features) {}

  private final int clazz;
  private final int positions;
  private final PriorityQueue<Surest> images =
      new PriorityQueue<>(
          Comparator.comparingDouble(Surest::logit)
              .thenComparing(Comparator.comparingInt(Surest::number).reversed()));
  private int seen;

  /**
   * @param positions maximum that is kept of all images, of each the same share
   */
  AbsentPositions(int clazz, int positions) {
    this.clazz = clazz;
    this.positions = Math.max(1, positions / IMAGES);
  }

  /** Considers an image without the class. */
  void offer(ImagePositions image) {
    int number = seen++;
    double logit = image.logit(clazz);
    if (images.size() == IMAGES && logit <= images.element().logit()) {
      return;
    }
    List<float[]> features = image.positive(clazz, positions).mapToObj(image::feature).toList();
    if (!features.isEmpty()) {
      images.add(new Surest(logit, number, features));
    }
    if (images.size() > IMAGES) {
      images.remove();
    }
  }

  /** The features so far, those of the surest image last. */
  List<float[]> features() {
    return images.stream()
        .sorted(images.comparator())
        .flatMap(image -> image.features().stream())
        .toList();
  }
}
