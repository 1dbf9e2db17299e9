package io.wood.cli.report;

/** Stages that are evaluated against the ground truth. */
public enum EvaluatedStage {
  SEED("Seed (CAM)"),
  PSEUDO_MASK("Pseudo-mask"),
  SEGMENTATION("Segmentation"),
  LABELLED_SEGMENTATION("Segmentation, classes given");

  private final String title;

  EvaluatedStage(String title) {
    this.title = title;
  }

  /** Display name. */
  public String title() {
    return title;
  }
}
