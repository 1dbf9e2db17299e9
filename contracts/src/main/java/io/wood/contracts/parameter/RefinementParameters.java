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
    Segmentation segmentation,
    long seed) {

  /** As published; segmentation left out. */
  public static final RefinementParameters PAPER =
      new RefinementParameters(Cam.PAPER, IrnLabels.PAPER, Irn.PAPER, Walk.PAPER, .25, null, 0);

  public RefinementParameters {
    cam = cam == null ? Cam.PAPER : cam;
    irnLabels = irnLabels == null ? IrnLabels.PAPER : irnLabels;
    irn = irn == null ? Irn.PAPER : irn;
    walk = walk == null ? Walk.PAPER : walk;
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
   */
  public record Cam(
      List<Double> scales, boolean adversarial, int iterations, double seedThreshold) {
    /** Scales 1, .5, 1.5, 2; seed at .15. */
    public static final Cam PAPER = new Cam(List.of(1.0, .5, 1.5, 2.0), false, 27, .15);

    public Cam {
      scales = List.copyOf(ContractChecks.required(scales, "cam.scales"));
      ContractChecks.atLeast(scales.size(), 1, "number of cam.scales");
      scales.forEach(scale -> ContractChecks.positive(scale, "cam.scales"));
      ContractChecks.atLeast(iterations, 0, "cam.iterations");
      ContractChecks.probability(seedThreshold, "cam.seedThreshold");
    }
  }

  /**
   * Labels for IRN: certain foreground, certain background, the rest ignored.
   *
   * @param foregroundThreshold constant plane for the foreground CRF
   * @param backgroundThreshold constant plane for the background CRF
   * @param crfIterations mean-field iterations
   */
  public record IrnLabels(
      double foregroundThreshold, double backgroundThreshold, int crfIterations) {
    /** .30, .15, 10. */
    public static final IrnLabels PAPER = new IrnLabels(.30, .15, 10);

    public IrnLabels {
      ContractChecks.probability(foregroundThreshold, "irnLabels.foregroundThreshold");
      ContractChecks.probability(backgroundThreshold, "irnLabels.backgroundThreshold");
      ContractChecks.atLeast(crfIterations, 0, "irnLabels.crfIterations");
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
   *     nothing with the edges; on a small network it takes most of a step
   */
  public record Irn(
      int radius, int crop, int batchSize, int epochs, double edgeRate, double displacementRate) {
    /** Radius 10, crop 512, batch 32, 3 epochs, .1 and 1.0. */
    public static final Irn PAPER = new Irn(10, 512, 32, 3, .1, 1.0);

    public Irn {
      ContractChecks.atLeast(radius, 2, "irn.radius");
      ContractChecks.atLeast(crop, 16, "irn.crop");
      ContractChecks.atLeast(batchSize, 1, "irn.batchSize");
      ContractChecks.atLeast(epochs, 1, "irn.epochs");
      ContractChecks.positive(edgeRate, "irn.edgeRate");
      ContractChecks.notNegative(displacementRate, "irn.displacementRate");
    }
  }

  /**
   * The random walk that spreads CAMs up to edges.
   *
   * @param radius of the pairs, cells
   * @param beta β, exponent of the affinities
   * @param logSteps t: 2^t steps
   * @param camPower exponent of the CAM before the walk
   */
  public record Walk(int radius, double beta, int logSteps, double camPower) {
    /** Radius 5, β 10, t 8, CAM^1.5. */
    public static final Walk PAPER = new Walk(5, 10, 8, 1.5);

    public Walk {
      ContractChecks.atLeast(radius, 2, "walk.radius");
      ContractChecks.positive(beta, "walk.beta");
      ContractChecks.atLeast(logSteps, 0, "walk.logSteps");
      ContractChecks.positive(camPower, "walk.camPower");
    }
  }

  /**
   * The segmentation network trained on the pseudo-masks.
   *
   * @param outputStride 8 or 16
   * @param crop side of the square crop, pixels
   * @param batchSize images a step
   * @param epochs passes over the pseudo-masks
   * @param learningRate base rate of the trunk; the head has ten times this
   * @param crf clean the predictions with a dense CRF
   */
  public record Segmentation(
      int outputStride, int crop, int batchSize, int epochs, double learningRate, boolean crf) {
    /** Output stride 8, crop 321, batch 10 and rate .00025 of DeepLab v2; 10 epochs. */
    public static final Segmentation USUAL = new Segmentation(8, 321, 10, 10, .00025, false);

    public Segmentation {
      ContractChecks.atLeast(outputStride, 8, "segmentation.outputStride");
      ContractChecks.atLeast(crop, 16, "segmentation.crop");
      ContractChecks.atLeast(batchSize, 1, "segmentation.batchSize");
      ContractChecks.atLeast(epochs, 1, "segmentation.epochs");
      ContractChecks.positive(learningRate, "segmentation.learningRate");
    }
  }
}
