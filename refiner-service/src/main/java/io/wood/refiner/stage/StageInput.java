package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;

/**
 * The input of a stage besides the image. It is stored under its hash and every task names it, so
 * any replica can process any task.
 *
 * @param request the refinement's request
 * @param stage the stage
 * @param relations weights of the IRN heads; null before they are trained
 * @param segmentation weights of the segmentation network; null before it is trained
 * @param trunk weights of the network below the IRN heads; null for the classifier's
 * @param recompute true to compute also what an equal stage has computed; null: copies that
 */
public record StageInput(
    RefinementRequested request,
    RefinementStage stage,
    ArtifactRef relations,
    ArtifactRef segmentation,
    ArtifactRef trunk,
    Boolean recompute) {

  /** On the classifier's trunk; copies what an equal stage has computed. */
  public StageInput(
      RefinementRequested request,
      RefinementStage stage,
      ArtifactRef relations,
      ArtifactRef segmentation) {
    this(request, stage, relations, segmentation, null, null);
  }

  /** The same input, for a stage that computes everything itself. */
  StageInput recomputed() {
    return new StageInput(request, stage, relations, segmentation, trunk, true);
  }
}
