package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;
import java.util.List;

/**
 * All settings of a refinement, from CAM to masks.
 *
 * @param cam class activation maps
 * @param irnLabels labels for IRN out of CAMs
 * @param irn inter-pixel relations
 * @param walk random walk
 * @param backgroundThreshold constant background plane of the final masks; null chooses it by the
 *     rule that needs no pixel labels
 * @param segmentation the final network; null leaves it out
 * @param seed random seed
 */
public record RefinementParameters(
    Cam cam,
    IrnLabels irnLabels,
    Irn irn,
    Walk walk,
    Double backgroundThreshold,
    SegmentationParameters segmentation,
    long seed) {

  /**
   * As published, but for {@code cam.geometry} and IRN's trunk, the classifier's; segmentation left
   * out.
   */
  public static final RefinementParameters PAPER =
      new RefinementParameters(Cam.PAPER, IrnLabels.PAPER, Irn.PAPER, Walk.PAPER, .25, null, 0);

  /**
   * The defaults: those of {@link #PAPER}, with an IRN on pretrained weights that learns edges
   * alone and also from few images, edges at two scales and the threshold of the rule.
   */
  public static final RefinementParameters USUAL =
      new RefinementParameters(Cam.PAPER, IrnLabels.PAPER, Irn.USUAL, Walk.USUAL, null, null, 0);

  public RefinementParameters {
    cam = cam == null ? Cam.PAPER : cam;
    irnLabels = irnLabels == null ? IrnLabels.PAPER : irnLabels;
    irn = irn == null ? Irn.USUAL : irn;
    walk = walk == null ? Walk.USUAL : walk;
    if (backgroundThreshold != null) {
      ContractChecks.probability(backgroundThreshold, "backgroundThreshold");
    }
  }

  /**
   * Multi-scale class activation maps.
   *
   * @param scales relative image sizes, each taken with both flips
   * @param adversarial AdvCAM instead of CAM
   * @param iterations of AdvCAM; halved at scales below 1
   * @param seedThreshold background of the seed when it is evaluated
   * @param geometry where a cell lies in the image; null, as in older requests: {@link
   *     CamGeometry#REFERENCE}
   */
  public record Cam(
      List<Double> scales,
      boolean adversarial,
      int iterations,
      double seedThreshold,
      CamGeometry geometry) {
    /** Scales 1, .5, 1.5, 2; seed at .15. */
    public static final Cam PAPER = new Cam(List.of(1.0, .5, 1.5, 2.0), false, 27, .15);

    /** With every cell where it is in the image. */
    public Cam(List<Double> scales, boolean adversarial, int iterations, double seedThreshold) {
      this(scales, adversarial, iterations, seedThreshold, CamGeometry.MEASURED);
    }

    public Cam {
      geometry = geometry == null ? CamGeometry.REFERENCE : geometry;
      scales = List.copyOf(ContractChecks.required(scales, "cam.scales"));
      ContractChecks.atLeast(scales.size(), 1, "number of cam.scales");
      scales.forEach(scale -> ContractChecks.positive(scale, "cam.scales"));
      ContractChecks.atLeast(iterations, 0, "cam.iterations");
      ContractChecks.probability(seedThreshold, "cam.seedThreshold");
    }
  }

  /**
   * Labels for IRN out of CAMs: certain foreground, certain background, the rest ignored.
   *
   * @param foregroundThreshold constant plane for the foreground CRF; null: .30
   * @param backgroundThreshold constant plane for the background CRF; null: .05 for CAM, as IRN
   *     does, and .15 for AdvCAM, whose maps cover more of an object
   * @param crfIterations mean-field iterations
   * @param crfSide long side of an image, pixels, for which the published CRF's 3 and 50 pixels are
   *     meant; they grow and shrink with the image. 0 keeps them; null, as in older requests: 0
   */
  public record IrnLabels(
      Double foregroundThreshold, Double backgroundThreshold, int crfIterations, Integer crfSide) {
    /** By the kind of CAM, 10 iterations, and CRF scales that follow the image. */
    public static final IrnLabels BY_CAM = new IrnLabels(null, null, 10, 500);

    /** .30, .15 and 10 iterations at the published CRF's scales, for every kind of CAM. */
    public static final IrnLabels PAPER = new IrnLabels(.30, .15, 10, 0);

    private static final double FOREGROUND = .30;
    private static final double CAM_BACKGROUND = .05;
    private static final double ADVERSARIAL_BACKGROUND = .15;

    public IrnLabels {
      if (foregroundThreshold != null) {
        ContractChecks.probability(foregroundThreshold, "irnLabels.foregroundThreshold");
      }
      if (backgroundThreshold != null) {
        ContractChecks.probability(backgroundThreshold, "irnLabels.backgroundThreshold");
      }
      ContractChecks.atLeast(crfIterations, 0, "irnLabels.crfIterations");
      crfSide = crfSide == null ? 0 : crfSide;
      ContractChecks.atLeast(crfSide, 0, "irnLabels.crfSide");
    }

    /** The foreground threshold. */
    public double foreground() {
      return foregroundThreshold == null ? FOREGROUND : foregroundThreshold;
    }

    /**
     * The background threshold.
     *
     * @param adversarial for AdvCAM
     */
    public double background(boolean adversarial) {
      if (backgroundThreshold != null) {
        return backgroundThreshold;
      }
      return adversarial ? ADVERSARIAL_BACKGROUND : CAM_BACKGROUND;
    }

    /**
     * The factor for the CRF's distances in an image.
     *
     * @param longSide of the image, pixels
     */
    public double crfScale(int longSide) {
      return crfSide == 0 ? 1 : (double) longSide / crfSide;
    }
  }

  /**
   * Training of the inter-pixel relation network.
   *
   * @param radius of the pairs, cells
   * @param crop side of the square crop, pixels
   * @param batchSize images a step
   * @param epochs passes over the training images
   * @param edgeRate base learning rate of the edge branch
   * @param displacementRate base learning rate of the displacement branch; 0 leaves the branch out.
   *     It separates objects of one class, which a mask of classes does not need, and shares
   *     nothing with the edges; with it a step takes a third more of its time and more on a small
   *     network
   * @param momentum of the optimiser; null: 1e-4, the reference's
   * @param leastSteps optimiser steps at least, where the epochs give fewer: a few hundred images
   *     make 44 steps of 3 epochs, in which edges are hardly learned; null, as in older requests: 0
   * @param minutes time that {@code leastSteps} may take beyond the epochs; fewer steps are taken
   *     where more would not fit. 0 sets no bound; null: 30
   * @param trunk the frozen network below the heads; null: the classifier's
   * @param background share of background images among the training images: OoDs of the experiment,
   *     known to show no class; 0 uses none; null: 0
   */
  public record Irn(
      int radius,
      int crop,
      int batchSize,
      int epochs,
      double edgeRate,
      double displacementRate,
      Double momentum,
      Integer leastSteps,
      Double minutes,
      TrunkOrigin trunk,
      Double background)
      implements TrainingLength {
    /**
     * Radius 10, crop 512, batch 32, 3 epochs, .1; edges alone, on pretrained weights; 1000 steps
     * where data are few.
     */
    public static final Irn USUAL =
        new Irn(10, 512, 32, 3, .1, 0, null, 1000, null, TrunkOrigin.PRETRAINED, null);

    /**
     * As the reference, but on the classifier's trunk: 3 epochs however few the images,
     * displacements at 1.0.
     */
    public static final Irn PAPER = new Irn(10, 512, 32, 3, .1, 1.0);

    private static final double REFERENCE_MOMENTUM = 1e-4;

    public Irn {
      momentum = momentum == null ? REFERENCE_MOMENTUM : momentum;
      leastSteps = leastSteps == null ? 0 : leastSteps;
      minutes = minutes == null ? DEFAULT_MINUTES : minutes;
      trunk = trunk == null ? TrunkOrigin.CLASSIFIER : trunk;
      background = background == null ? 0 : background;
      ContractChecks.atLeast(radius, 2, "irn.radius");
      ContractChecks.atLeast(crop, 16, "irn.crop");
      ContractChecks.atLeast(batchSize, 1, "irn.batchSize");
      ContractChecks.atLeast(epochs, 1, "irn.epochs");
      ContractChecks.positive(edgeRate, "irn.edgeRate");
      ContractChecks.notNegative(displacementRate, "irn.displacementRate");
      ContractChecks.notNegative(momentum, "irn.momentum");
      if (momentum >= 1) {
        throw new IllegalArgumentException("irn.momentum must be below 1, not " + momentum);
      }
      ContractChecks.atLeast(leastSteps, 0, "irn.leastSteps");
      ContractChecks.notNegative(minutes, "irn.minutes");
      ContractChecks.probability(background, "irn.background");
    }

    /** As long as its epochs, on the classifier's trunk, with the reference's momentum. */
    public Irn(
        int radius, int crop, int batchSize, int epochs, double edgeRate, double displacementRate) {
      this(radius, crop, batchSize, epochs, edgeRate, displacementRate, null, 0, null, null, null);
    }

    @Override
    public Irn withLeastSteps(int steps) {
      return new Irn(
          radius,
          crop,
          batchSize,
          epochs,
          edgeRate,
          displacementRate,
          momentum,
          steps,
          minutes,
          trunk,
          background);
    }
  }

  /**
   * The random walk that spreads CAMs up to edges.
   *
   * @param radius of the pairs, cells
   * @param beta β, exponent of the affinities
   * @param logSteps t: 2^t steps
   * @param camPower exponent of the CAM before the walk
   * @param adapted refine the walked maps by the image's colours (pixel-adaptive refinement) before
   *     the threshold; null, as in older requests: false
   * @param edgeScales relative image sizes at which IRN looks for edges; their mean counts. Null,
   *     as in older requests: 1 alone
   */
  public record Walk(
      int radius,
      double beta,
      int logSteps,
      double camPower,
      Boolean adapted,
      List<Double> edgeScales) {
    private static final List<Double> ONE = List.of(1.0);

    /** Radius 5, β 10, t 8, CAM^1.5, edges of the image as it is. */
    public static final Walk PAPER = new Walk(5, 10, 8, 1.5);

    /** The same with edges at scales 1 and 1.5. */
    public static final Walk USUAL = new Walk(5, 10, 8, 1.5, false, List.of(1.0, 1.5));

    /** Without adaptation, edges at scale 1. */
    public Walk(int radius, double beta, int logSteps, double camPower) {
      this(radius, beta, logSteps, camPower, false, null);
    }

    /** The scales of the edges. */
    public List<Double> scales() {
      return edgeScales == null ? ONE : edgeScales;
    }

    public Walk {
      adapted = adapted != null && adapted;
      // Null, so that walks at the default have the JSON and hashes that they always had.
      edgeScales = edgeScales == null || edgeScales.equals(ONE) ? null : List.copyOf(edgeScales);
      if (edgeScales != null) {
        ContractChecks.atLeast(edgeScales.size(), 1, "number of walk.edgeScales");
        edgeScales.forEach(scale -> ContractChecks.positive(scale, "walk.edgeScales"));
      }
      ContractChecks.atLeast(radius, 2, "walk.radius");
      ContractChecks.positive(beta, "walk.beta");
      ContractChecks.atLeast(logSteps, 0, "walk.logSteps");
      ContractChecks.positive(camPower, "walk.camPower");
    }
  }
}
