package io.wood.cli.report;

/** Stages that are evaluated against the ground truth. */
public enum EvaluatedStage {
  SEED("Seed (CAM)", false),
  CLEANED_SEED("CRF on the CAM", true),
  ADAPTED_SEED("PAR on the CAM", true),
  PSEUDO_MASK("Pseudo-mask", false),
  SEGMENTATION("Segmentation", false),
  LABELLED_SEGMENTATION("Segmentation, classes given", false);

  private final String title;
  private final boolean baseline;

  EvaluatedStage(String title, boolean baseline) {
    this.title = title;
    this.baseline = baseline;
  }

  /** Display name. */
  public String title() {
    return title;
  }

  /** True for what a pseudo-mask has to beat; no later stage uses it. */
  public boolean isBaseline() {
    return baseline;
  }
}
