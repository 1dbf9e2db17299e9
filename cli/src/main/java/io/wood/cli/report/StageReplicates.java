package io.wood.cli.report;

import io.wood.method.evaluation.Resampled;
import java.util.Objects;

/**
 * A figure of a stage with its bootstrap replicates.
 *
 * @param figure {@code mIoU} or {@code PxAP}
 * @param stage the stage
 * @param value of the validation images, a share
 */
public record StageReplicates(String figure, EvaluatedStage stage, Resampled value) {
  public StageReplicates {
    Objects.requireNonNull(figure, "figure");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(value, "value");
  }
}
