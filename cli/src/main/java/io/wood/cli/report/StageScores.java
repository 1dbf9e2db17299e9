package io.wood.cli.report;

import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.SegmentationScores;
import java.util.Objects;

/**
 * The figures of a stage; NaN where there are none, as in evaluations of earlier versions.
 *
 * @param labels IoU, precision and recall
 * @param pixelPrecision pixel average precision of the maps behind the labels
 * @param boundaryIou mean over the classes
 * @param falsePositives where wrong pixels lie
 */
public record StageScores(
    SegmentationScores labels,
    double pixelPrecision,
    double boundaryIou,
    FalsePositives.Shares falsePositives) {
  public StageScores {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(falsePositives, "falsePositives");
  }
}
