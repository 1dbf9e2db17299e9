package io.wood.local.report;

/** What is measured against the ground truth. */
public enum Step {
  SEED("Seed (CAM)"),
  PSEUDO_MASK("Pseudo-mask"),
  SEGMENTATION("Segmentation");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
