package io.wood.contracts.parameter;

/** How a classifier is trained: the paper's way, or one of the ways it is compared with. */
public enum Arm {
  /** The classifier that the ranker starts from; image-level labels only. */
  BASE,
  /** From the base, as many steps as W-OoD, without OoDs. */
  CONTROL,
  /** OoDs as plain negatives, no metric loss. */
  BACKGROUND,
  /** Metric loss, OoDs grouped by the class they were mistaken for. */
  PREDICTED_CLASS,
  /** The loss of the reference code. */
  REFERENCE,
  /** The loss of the paper. */
  WOOD;

  /** True when the arm needs approved hard OoDs. */
  public boolean usesOods() {
    return this != BASE && this != CONTROL;
  }

  /** True when the arm pushes features away from OoD clusters. */
  public boolean usesMetricLoss() {
    return this == PREDICTED_CLASS || this == REFERENCE || this == WOOD;
  }

  /** True when K-means groups the OoDs, so that there must be at least K of them. */
  public boolean usesClusters() {
    return this == REFERENCE || this == WOOD;
  }
}
