package io.wood.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The content of the report.
 *
 * @param title title of the page
 * @param dataset name and size of the dataset
 * @param createdAt when
 * @param classes foreground classes, in the order of the scores after background
 * @param arms the reference arm first (control), the arm of interest last (W-OoD)
 * @param largestDifferences pictures of the classes where the arms differ most
 * @param smallestDifferences pictures of the classes where they differ least
 * @param oods the hardest OoDs, hardest first
 * @param parameters all parameters
 * @param times of the stages, in order
 * @param notes remarks for the reader, such as who pruned
 */
public record ComparisonReport(
    String title,
    String dataset,
    Instant createdAt,
    List<String> classes,
    List<ArmResult> arms,
    List<PictureRow> largestDifferences,
    List<PictureRow> smallestDifferences,
    List<HardOod> oods,
    List<ReportFact> parameters,
    List<StageTime> times,
    List<String> notes) {
  public ComparisonReport {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(createdAt, "createdAt");
    classes = List.copyOf(classes);
    arms = List.copyOf(arms);
    largestDifferences = List.copyOf(largestDifferences);
    smallestDifferences = List.copyOf(smallestDifferences);
    oods = List.copyOf(oods);
    parameters = List.copyOf(parameters);
    times = List.copyOf(times);
    notes = List.copyOf(notes);
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("a report needs an arm");
    }
  }

  /** Returns the reference arm. */
  public ArmResult control() {
    return arms.get(0);
  }

  /** Returns the arm of interest. */
  public ArmResult subject() {
    return arms.get(arms.size() - 1);
  }

  /** Returns true when there are two arms to compare. */
  public boolean compares() {
    return arms.size() > 1;
  }

  /** Returns the stages of {@link #steps} without the baselines. */
  public List<EvaluatedStage> methodSteps() {
    return steps().stream().filter(step -> !step.isBaseline()).toList();
  }

  /** Returns the stages that any arm has metrics for, in order. */
  public List<EvaluatedStage> steps() {
    return List.of(EvaluatedStage.values()).stream()
        .filter(
            step ->
                arms.stream()
                    .flatMap(arm -> arm.runs().stream())
                    .anyMatch(run -> run.scores().containsKey(step)))
        .toList();
  }
}
