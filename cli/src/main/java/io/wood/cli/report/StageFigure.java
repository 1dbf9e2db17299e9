package io.wood.cli.report;

import io.wood.method.evaluation.FalsePositives;

/** A column of the report's tables. */
enum StageFigure {
  MEAN_IOU("mIoU"),
  PRECISION("precision"),
  RECALL("recall"),
  PUBLISHED_PRECISION("precision, paper"),
  PUBLISHED_RECALL("recall, paper"),
  PIXEL_PRECISION("PxAP"),
  BOUNDARY_IOU("boundary IoU"),
  OTHER_CLASS("other class"),
  NEAR("near"),
  FAR("far");

  /** What the columns mean. */
  static final String MEANING =
      "Points. Precision and recall: means over the foreground classes; paper: over all classes with"
          + " the background, as W-OoD prints them. PxAP: pixel average precision of the maps, which"
          + " depends on no threshold. Boundary IoU: IoU of the pixels near the outlines (2 % of the"
          + " diagonal). Other class, near, far: shares of the predicted pixels that lie on an object"
          + " of another class, on background at most "
          + FalsePositives.NEAR
          + " pixels from an object of the class, and on other background; less is better.";

  private final String title;

  StageFigure(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A share from 0 to 1; NaN if there is none. */
  double of(StageScores scores) {
    return switch (this) {
      case MEAN_IOU -> scores.labels().meanIou();
      case PRECISION -> scores.labels().precision();
      case RECALL -> scores.labels().recall();
      case PUBLISHED_PRECISION -> scores.labels().published().precision();
      case PUBLISHED_RECALL -> scores.labels().published().recall();
      case PIXEL_PRECISION -> scores.pixelPrecision();
      case BOUNDARY_IOU -> scores.boundaryIou();
      case OTHER_CLASS -> scores.falsePositives().otherClass();
      case NEAR -> scores.falsePositives().near();
      case FAR -> scores.falsePositives().far();
    };
  }

  /** The CSS class of a gain. */
  String tone(double gain) {
    boolean lessIsBetter = this == OTHER_CLASS || this == NEAR || this == FAR;
    return NumberFormats.tone(lessIsBetter ? -gain : gain);
  }
}
