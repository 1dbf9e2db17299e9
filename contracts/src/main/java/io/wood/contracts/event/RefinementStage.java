package io.wood.contracts.event;

/** The stages of a refinement that replicas process image by image. */
public enum RefinementStage {
  /** CAM, and the label for IRN that follows from it. */
  CAM,
  /** Edges, random walk, probabilities, mask. */
  MASK,
  /** Prediction of the segmentation network. */
  PREDICTION
}
