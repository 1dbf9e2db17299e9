package io.wood.cli.dataset;

import java.util.List;
import java.util.Map;

/**
 * Labels of images.
 *
 * @param classes class names, in order
 * @param byImage labels by the image's name, in class order; an image without any has an empty list
 * @param problems invalid cells and columns
 */
record ImageLabels(
    List<String> classes, Map<String, List<String>> byImage, List<ImportProblem> problems) {
  ImageLabels {
    classes = List.copyOf(classes);
    byImage = Map.copyOf(byImage);
    problems = List.copyOf(problems);
  }
}
