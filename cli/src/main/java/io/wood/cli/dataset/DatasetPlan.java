package io.wood.cli.dataset;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The plan of an import.
 *
 * @param name name of the dataset
 * @param classes in the order of the manifest
 * @param maskValues meaning of the values in the mask files
 * @param images images to import
 * @param problems images that were left out
 * @param notes what a person should know, for the summary
 */
public record DatasetPlan(
    String name,
    List<String> classes,
    MaskValues maskValues,
    List<PlannedImage> images,
    List<ImportProblem> problems,
    List<String> notes) {
  public DatasetPlan {
    requireNonNull(name, "name");
    classes = List.copyOf(classes);
    requireNonNull(maskValues, "maskValues");
    images = List.copyOf(images);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** A plan without notes. */
  public DatasetPlan(
      String name,
      List<String> classes,
      MaskValues maskValues,
      List<PlannedImage> images,
      List<ImportProblem> problems) {
    this(name, classes, maskValues, images, problems, List.of());
  }
}
