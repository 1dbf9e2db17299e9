package io.wood.cli.report;

import io.wood.method.evaluation.PairedDifference;
import java.util.Objects;

/**
 * How a stage differs from another one of the same run, on the same images.
 *
 * @param figure {@code mIoU} or {@code PxAP}
 * @param stage the later one
 * @param reference what is subtracted
 * @param value difference and 95 % interval, shares
 */
public record StageDifference(
    String figure, EvaluatedStage stage, EvaluatedStage reference, PairedDifference value) {
  public StageDifference {
    Objects.requireNonNull(figure, "figure");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(value, "value");
  }

  /** What is compared. */
  String title() {
    return "%s − %s, %s".formatted(stage.title(), reference.title(), figure);
  }
}
