package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * The W-OoD part of the loss.
 *
 * @param lambda λ, weight of the metric loss
 * @param tau τ, share of the OoD clusters that an image is pushed away from
 * @param clusters K; where OoDs are grouped by predicted class, a part of the scale alone
 * @param start how K-means starts
 * @param scale how L_d is scaled (paper's loss only)
 * @param refreshCentres recompute all centres after each epoch
 * @param oodWeight weight of the classification loss on OoDs (reference: .25 per class mean; paper:
 *     1)
 * @param adversarialStep ε of the reference's perturbation of OoDs; used by the reference arm only
 * @param skippedClass index of the class whose OoDs the reference's loss skips; -1 for none
 * @param oodPositions q, share of an OoD's positions, those of the highest logit, that the
 *     positional arm's loss counts; null: .2. Given to W-OoD or the arm of predicted classes, their
 *     OoDs are positional negatives, too, instead of plain ones
 * @param oodMargin m: the loss of positions is 0 below a logit of −m; null: .5
 * @param oodGamma γ: the focal arm weighs an OoD's loss by σ(ℓ)^γ, each class on its own; null: 1
 * @param centred distances between directions from the mean of the centres instead of between
 *     features (paper's loss only); null: false
 * @param mining of the arm that mines background; null: its defaults
 * @param contrast of the arm that contrasts regions; null: its defaults
 */
public record MetricLoss(
    double lambda,
    double tau,
    int clusters,
    ClusterStart start,
    LossScale scale,
    boolean refreshCentres,
    double oodWeight,
    double adversarialStep,
    int skippedClass,
    Double oodPositions,
    Double oodMargin,
    Double oodGamma,
    Boolean centred,
    BackgroundMining mining,
    RegionContrast contrast) {

  /** How the first K-means centres are chosen. */
  public enum ClusterStart {
    /** Seeded k-means++. */
    PLUS_PLUS,
    /** The first K rows, as the reference does. */
    FIRST_K
  }

  /** How L_d is scaled. */
  public enum LossScale {
    /** L_d/K: what the published λ means. */
    PER_CLUSTER,
    /** The sum as printed in the paper; drives the features to zero at the published λ. */
    LITERAL
  }

  private static final double DEFAULT_POSITIONS = .2;
  private static final double DEFAULT_MARGIN = .5;
  private static final double DEFAULT_GAMMA = 1;

  /** λ = .007, τ = .2, K = 50. */
  public static final MetricLoss PAPER =
      new MetricLoss(
          .007, .2, 50, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, false, 1, .07, -1);

  /** The reference code's: first-k start and .25 on the OoD loss. */
  public static final MetricLoss REFERENCE =
      new MetricLoss(
          .007, .2, 50, ClusterStart.FIRST_K, LossScale.PER_CLUSTER, false, .25, .07, -1);

  /** For positional negatives: weight .5, q = .2, m = .5. */
  public static final MetricLoss POSITIONS =
      ofNegatives(false, .5, DEFAULT_POSITIONS, DEFAULT_MARGIN, null, null);

  /** For mined background: centres of every epoch, and OoDs as nothing else (weight 0). */
  public static final MetricLoss MINING =
      ofNegatives(true, 0, null, null, BackgroundMining.DEFAULT, null);

  /** For objects on OoDs: weight .5, m = .5. */
  public static final MetricLoss CANVAS = ofNegatives(false, .5, null, DEFAULT_MARGIN, null, null);

  /** For contrast of regions: centres of every epoch, and OoDs as plain negatives (weight 1). */
  public static final MetricLoss REGIONS =
      ofNegatives(true, 1, null, null, null, RegionContrast.DEFAULT);

  /**
   * For W-OoD at positions: λ = .2 between directions, and OoDs as {@link #POSITIONS} takes them.
   */
  public static final MetricLoss AT_POSITIONS =
      new MetricLoss(
          .2,
          PAPER.tau,
          PAPER.clusters,
          PAPER.start,
          PAPER.scale,
          PAPER.refreshCentres,
          POSITIONS.oodWeight,
          PAPER.adversarialStep,
          PAPER.skippedClass,
          POSITIONS.oodPositions,
          POSITIONS.oodMargin,
          null,
          true,
          null,
          null);

  /** Of an arm without a metric loss, whose settings are the paper's. */
  private static MetricLoss ofNegatives(
      boolean refreshCentres,
      double oodWeight,
      Double oodPositions,
      Double oodMargin,
      BackgroundMining mining,
      RegionContrast contrast) {
    return new MetricLoss(
        PAPER.lambda,
        PAPER.tau,
        PAPER.clusters,
        PAPER.start,
        PAPER.scale,
        refreshCentres,
        oodWeight,
        PAPER.adversarialStep,
        PAPER.skippedClass,
        oodPositions,
        oodMargin,
        null,
        null,
        mining,
        contrast);
  }

  /** Without settings of the arms on positions and the focal arm, and with features as they are. */
  public MetricLoss(
      double lambda,
      double tau,
      int clusters,
      ClusterStart start,
      LossScale scale,
      boolean refreshCentres,
      double oodWeight,
      double adversarialStep,
      int skippedClass) {
    this(
        lambda,
        tau,
        clusters,
        start,
        scale,
        refreshCentres,
        oodWeight,
        adversarialStep,
        skippedClass,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public MetricLoss {
    if (oodPositions != null) {
      ContractChecks.probability(oodPositions, "metricLoss.oodPositions");
    }
    if (oodMargin != null) {
      ContractChecks.notNegative(oodMargin, "metricLoss.oodMargin");
    }
    if (oodGamma != null) {
      ContractChecks.notNegative(oodGamma, "metricLoss.oodGamma");
      // Null, so that settings at the default have the JSON and hashes that they always had.
      oodGamma = oodGamma == DEFAULT_GAMMA ? null : oodGamma;
    }
    centred = Boolean.TRUE.equals(centred) ? centred : null;
    ContractChecks.notNegative(lambda, "metricLoss.lambda");
    ContractChecks.probability(tau, "metricLoss.tau");
    ContractChecks.atLeast(clusters, 1, "metricLoss.clusters");
    start = start == null ? ClusterStart.PLUS_PLUS : start;
    scale = scale == null ? LossScale.PER_CLUSTER : scale;
    ContractChecks.notNegative(oodWeight, "metricLoss.oodWeight");
    ContractChecks.notNegative(adversarialStep, "metricLoss.adversarialStep");
    ContractChecks.atLeast(skippedClass, -1, "metricLoss.skippedClass");
  }

  /** q; absent in the settings of arms with plain negatives, whose hashes stay as they were. */
  public double positions() {
    return oodPositions == null ? DEFAULT_POSITIONS : oodPositions;
  }

  /** γ of the focal arm. */
  public double gamma() {
    return oodGamma == null ? DEFAULT_GAMMA : oodGamma;
  }

  /** m of a loss of positions. */
  public double margin() {
    return oodMargin == null ? DEFAULT_MARGIN : oodMargin;
  }

  /**
   * Whether directions are compared; absent where they are not, so that hashes stay as they were.
   */
  public boolean comparesDirections() {
    return centred != null;
  }

  /** The settings of the arm that mines background. */
  public BackgroundMining background() {
    return mining == null ? BackgroundMining.DEFAULT : mining;
  }

  /** The settings of the arm that contrasts regions. */
  public RegionContrast regions() {
    return contrast == null ? RegionContrast.DEFAULT : contrast;
  }
}
