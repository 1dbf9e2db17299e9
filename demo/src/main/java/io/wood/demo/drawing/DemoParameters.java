package io.wood.demo.drawing;

import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.contracts.parameter.RefinementParameters.IrnLabels;
import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import java.util.List;

/**
 * The parameters of the demo: a small network on small images, for two cores and a few minutes.
 *
 * <p>λ, τ and K are the paper's; steps and rates are what two cores can do in a few minutes. No
 * threshold and no checkpoint is chosen by a mask; steps and walk were chosen on another draw of
 * the images.
 */
public final class DemoParameters {
  private static final NetworkSpec NETWORK = new NetworkSpec(Architecture.SMALL, 8);

  /** Images are 112 to 144 pixels wide and high. */
  private static final Augmentation AUGMENTATION = new Augmentation(112, 96, 160, true);

  private static final int CHECKPOINT_STEPS = 200;

  /**
   * A walk of 2^t steps spreads as far as √2^t. The images are a quarter of VOC's in width, so that
   * t = 4 goes as far across their objects as the published t = 8 across VOC's. The small network's
   * edges are weak: half of the published β, and pixel-adaptive refinement afterwards, gave the
   * best masks on another draw of the images.
   */
  private static final Walk WALK =
      new Walk(Walk.PAPER.radius(), 5, 4, Walk.PAPER.camPower(), true, null);

  /**
   * Edges alone, 200 steps: the 150 of four epochs, at the reference's momentum, teach the small
   * network next to nothing, and 300 gave a third of a point on another draw of the images.
   */
  private static final Irn IRN = new Irn(5, 112, 16, 4, .1, 0, .9, 200, null, null, null);

  /** Half of the published mean-field iterations, which saves a sixth of the CAM stage. */
  private static final IrnLabels IRN_LABELS =
      new IrnLabels(null, null, 5, IrnLabels.BY_CAM.crfSide());

  private DemoParameters() {}

  /** The classifier that the ranker and the other arms start from: random weights, labels only. */
  public static TrainingParameters base(long seed) {
    return new TrainingParameters(
        Arm.BASE,
        NETWORK,
        new Schedule(0, 400, 16, 1, CHECKPOINT_STEPS),
        Optimiser.FROM_RANDOM,
        AUGMENTATION,
        MetricLoss.PAPER,
        seed);
  }

  /**
   * Any other arm, from the base: the same number of steps for each. OoDs of full weight first
   * silence the small network; after 300 steps it has not yet recovered its classes.
   */
  public static TrainingParameters arm(Arm arm, long seed) {
    return new TrainingParameters(
        arm,
        NETWORK,
        new Schedule(0, 600, 16, 1, CHECKPOINT_STEPS),
        Optimiser.SMALL,
        arm.augmentation(AUGMENTATION),
        arm.metricLoss(),
        seed);
  }

  /** From CAM to masks, for small images. */
  public static RefinementParameters refinement(long seed) {
    return refinement(seed, null);
  }

  /** The same with a segmentation network that is trained on the masks. */
  public static RefinementParameters segmented(long seed) {
    return refinement(
        seed,
        new SegmentationParameters(
            8,
            128,
            16,
            4,
            .002,
            false,
            null,
            null,
            null,
            null,
            SegmentationParameters.USUAL.balance(),
            null,
            null));
  }

  private static RefinementParameters refinement(long seed, SegmentationParameters segmentation) {
    return new RefinementParameters(
        new Cam(List.of(1.0, 1.5), false, Cam.PAPER.iterations(), Cam.PAPER.seedThreshold()),
        IRN_LABELS,
        IRN,
        WALK,
        // The published .25 was found with masks of VOC; the rule needs none.
        null,
        segmentation,
        seed);
  }

  /** The same training with another number of steps. */
  public static TrainingParameters withSteps(TrainingParameters given, int steps) {
    return new TrainingParameters(
        given.arm(),
        given.network(),
        new Schedule(0, steps, given.schedule().batchSize(), 1, steps),
        given.optimiser(),
        given.augmentation(),
        given.metricLoss(),
        given.seed());
  }
}
