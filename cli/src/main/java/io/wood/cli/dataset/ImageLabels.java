package io.wood.cli.dataset;

import java.util.List;
import java.util.Map;

/**
 * Which image shows what.
 *
 * @param classes in order
 * @param byImage labels by the image's name, in class order; an image without any has an empty list
 * @param problems cells and columns that make no sense
 */
record ImageLabels(
    List<String> classes, Map<String, List<String>> byImage, List<ImportProblem> problems) {
  ImageLabels {
    classes = List.copyOf(classes);
    byImage = Map.copyOf(byImage);
    problems = List.copyOf(problems);
  }
}
