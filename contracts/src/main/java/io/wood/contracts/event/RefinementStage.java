package io.wood.contracts.event;

/** The stages that are shared out image by image. */
public enum RefinementStage {
  /** CAM, and the label for IRN that comes from it. */
  CAM,
  /** Edges, random walk, probabilities, mask. */
  MASK,
  /** Prediction of the segmentation network. */
  PREDICTION
}
