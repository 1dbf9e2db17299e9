package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.RefinementRequested;
import io.wood.contracts.RefinementStage;

/**
 * What a stage needs besides the image: stored under its own hash and named by every task, so that
 * any replica can do any task.
 *
 * @param request what was asked for
 * @param stage which stage
 * @param relations weights of the IRN heads; null before they are trained
 * @param segmentation weights of the segmentation network; null before it is trained
 */
record StageJob(
    RefinementRequested request,
    RefinementStage stage,
    ArtifactRef relations,
    ArtifactRef segmentation) {}
