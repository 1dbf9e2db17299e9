package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an import will bring.
 *
 * @param name of the dataset, for people
 * @param classes in the order of the manifest
 * @param maskValues what the values of the mask files stand for
 * @param images every image that is worth trying
 * @param problems what was left out already
 */
public record DatasetPlan(
    String name,
    List<String> classes,
    MaskValues maskValues,
    List<PlannedImage> images,
    List<ImportProblem> problems) {
  public DatasetPlan {
    requireNonNull(name, "name");
    classes = List.copyOf(classes);
    requireNonNull(maskValues, "maskValues");
    images = List.copyOf(images);
    problems = List.copyOf(problems);
  }
}
