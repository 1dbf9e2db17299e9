package io.wood.cli.report;

/** What is measured against the ground truth. */
public enum EvaluatedStage {
  SEED("Seed (CAM)"),
  PSEUDO_MASK("Pseudo-mask"),
  SEGMENTATION("Segmentation");

  private final String title;

  EvaluatedStage(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
