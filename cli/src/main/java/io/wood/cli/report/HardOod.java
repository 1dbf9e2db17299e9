package io.wood.cli.report;

import java.util.Objects;

/**
 * A candidate without any object on which the base classifier was wrongly confident.
 *
 * @param name name of the candidate
 * @param predictedClass class that the classifier predicted
 * @param score its probability, 0 to 1
 * @param image the picture
 * @param overlay CAM of that class over the picture
 */
public record HardOod(
    String name, String predictedClass, double score, ImagePanel image, ImagePanel overlay) {
  public HardOod {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(predictedClass, "predictedClass");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(overlay, "overlay");
  }
}
