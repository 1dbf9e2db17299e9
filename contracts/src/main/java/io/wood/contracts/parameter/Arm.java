package io.wood.contracts.parameter;

import io.wood.contracts.parameter.TrainingParameters.Augmentation;

/**
 * How a classifier is trained: as in the paper, or in one of the ways to compare with. What differs
 * between arms outside the loss is data of the constants.
 */
public enum Arm {
  /** The classifier that the ranker starts from; image-level labels only. */
  BASE("base", Start.ANY, Oods.NONE, MetricLoss.PAPER),
  /** From the base, as many steps as W-OoD, without OoDs. */
  CONTROL("control", Start.CLASSIFIER, Oods.NONE, MetricLoss.PAPER),
  /** OoDs as plain negatives, no metric loss. */
  BACKGROUND("background", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.PAPER),
  /** OoDs as negatives at every position of theirs that is surest of a class, no metric loss. */
  POSITION("positional negatives", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.POSITIONS),
  /**
   * OoDs as plain negatives that count by how sure the present classifier is of a class, and are
   * drawn by it; no metric loss.
   */
  FOCAL("focal negatives", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.PAPER, Draw.BY_CONFIDENCE),
  /** Background in labelled images that looks like OoDs is a negative at its position. */
  MINED("mined background", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.MINING),
  /**
   * OoDs in place of the surroundings of half of the labelled images' objects: known background, at
   * whose positions no class may show; no metric loss.
   */
  CANVAS("OoD canvas", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.CANVAS, Draw.PASTED),
  /**
   * OoDs as plain negatives, and the region of each class of a labelled image is drawn to the class
   * and away from positions of OoDs.
   */
  REGION("region contrast", Start.CLASSIFIER, Oods.NEGATIVE, MetricLoss.REGIONS),
  /** Metric loss, OoDs grouped by the class they were mistaken for. */
  PREDICTED_CLASS("predicted class", Start.CLASSIFIER, Oods.GROUPED, MetricLoss.PAPER),
  /** The loss of the reference code. */
  REFERENCE("reference", Start.CLASSIFIER, Oods.CLUSTERED, MetricLoss.REFERENCE),
  /** The loss of the paper. */
  WOOD("W-OoD", Start.CLASSIFIER, Oods.CLUSTERED, MetricLoss.PAPER),
  /**
   * Metric loss between directions, OoDs as negatives at their positions, and half of the labelled
   * images as small as an OoD once was, so that quality does not tell the two apart.
   */
  WOOD_AT_POSITIONS(
      "W-OoD at positions",
      Start.CLASSIFIER,
      Oods.CLUSTERED,
      MetricLoss.AT_POSITIONS,
      Draw.EVEN,
      .5);

  /** What a training of the arm may start from. */
  private enum Start {
    /** Random weights, or the trunk of any network. */
    ANY,
    /** A classifier of the same classes. */
    CLASSIFIER
  }

  /** What the loss does with OoDs; each does what those before it do, too. */
  private enum Oods {
    NONE,
    /** Learns that they show no class. */
    NEGATIVE,
    /** Pushes features away from centres of groups of them. */
    GROUPED,
    /** The groups are K clusters. */
    CLUSTERED
  }

  /** How OoDs come into a batch. */
  private enum Draw {
    /** Each once in as many OoDs as there are. */
    EVEN,
    /** By how sure the present classifier is of a class in them. */
    BY_CONFIDENCE,
    /** Behind objects of labelled images, and not as images of their own. */
    PASTED
  }

  private final String label;
  private final Start start;
  private final Oods oods;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  private final MetricLoss metricLoss;

  private final Draw draw;
  private final double nativeShare;

  Arm(String label, Start start, Oods oods, MetricLoss metricLoss) {
    this(label, start, oods, metricLoss, Draw.EVEN);
  }

  Arm(String label, Start start, Oods oods, MetricLoss metricLoss, Draw draw) {
    this(label, start, oods, metricLoss, draw, 0);
  }

  Arm(String label, Start start, Oods oods, MetricLoss metricLoss, Draw draw, double nativeShare) {
    this.label = label;
    this.start = start;
    this.oods = oods;
    this.metricLoss = metricLoss;
    this.draw = draw;
    this.nativeShare = nativeShare;
  }

  /** The name in tables and reports. */
  public String label() {
    return label;
  }

  /** True when the arm continues from a trained classifier; false for a base. */
  public boolean startsFromClassifier() {
    return start == Start.CLASSIFIER;
  }

  /** True when the arm needs approved hard OoDs. */
  public boolean usesOods() {
    return oods != Oods.NONE;
  }

  /** True when the arm pushes features away from centres of OoDs. */
  public boolean usesMetricLoss() {
    return oods.compareTo(Oods.GROUPED) >= 0;
  }

  /** True when K-means groups the OoDs, so that there must be at least K of them. */
  public boolean usesClusters() {
    return oods == Oods.CLUSTERED;
  }

  /**
   * True when the present classifier scores all OoDs each epoch, and surer ones come more often.
   */
  public boolean drawsByConfidence() {
    return draw == Draw.BY_CONFIDENCE;
  }

  /** True when the arm compares positions of labelled images with centres of negatives. */
  public boolean minesBackground() {
    return metricLoss.mining() != null;
  }

  /** True when the arm compares regions of labelled images with their class and with OoDs. */
  public boolean contrastsRegions() {
    return metricLoss.contrast() != null;
  }

  /** True when the arm learns again and again what positions of classes and negatives look like. */
  public boolean comparesPositions() {
    return minesBackground() || contrastsRegions();
  }

  /** True when objects of labelled images are pasted on OoDs. */
  public boolean pastesOnOods() {
    return draw == Draw.PASTED;
  }

  /**
   * True when a batch has as many OoDs as labelled images with this weight of theirs: not where the
   * arm pastes on them, or compares positions with them alone.
   */
  public boolean addsOods(double weight) {
    return usesOods() && !pastesOnOods() && !(comparesPositions() && weight == 0);
  }

  /** The defaults of the W-OoD part of the loss. */
  public MetricLoss metricLoss() {
    return metricLoss;
  }

  /**
   * The default for the labelled images: what is usual, with the share of native sizes of this arm.
   */
  public Augmentation augmentation(Augmentation usual) {
    return nativeShare == 0 ? usual : usual.withNativeShare(nativeShare);
  }
}
