package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;

/**
 * What a stage needs besides the image: stored under its own hash and named by every task, so that
 * any replica can do any task.
 *
 * @param request what was asked for
 * @param stage which stage
 * @param relations weights of the IRN heads; null before they are trained
 * @param segmentation weights of the segmentation network; null before it is trained
 */
public record StageInput(
    RefinementRequested request,
    RefinementStage stage,
    ArtifactRef relations,
    ArtifactRef segmentation) {}
