package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * All settings of a training run.
 *
 * @param arm which loss
 * @param network which classifier
 * @param schedule how long and in what batches
 * @param optimiser poly SGD, by default {@linkplain Optimiser#of that of the network}; null for an
 *     {@link Arm#BASE} until {@linkplain #startingFromWeights its start} is known
 * @param augmentation what is done to the images, by default {@linkplain Arm#augmentation that of
 *     the arm}
 * @param metricLoss the W-OoD part, by default {@linkplain Arm#metricLoss that of the arm}; ignored
 *     by arms without OoDs
 * @param seed random seed
 */
public record TrainingParameters(
    Arm arm,
    NetworkSpec network,
    Schedule schedule,
    Optimiser optimiser,
    Augmentation augmentation,
    MetricLoss metricLoss,
    long seed) {

  public TrainingParameters {
    ContractChecks.required(arm, "arm");
    ContractChecks.required(network, "network");
    schedule = schedule == null ? Schedule.PAPER : schedule;
    // What suits a base depends on its start. Every other arm goes on from a classifier.
    optimiser = optimiser == null && arm.startsFromClassifier() ? Optimiser.of(network) : optimiser;
    augmentation = augmentation == null ? arm.augmentation(Augmentation.PAPER) : augmentation;
    metricLoss = metricLoss == null ? arm.metricLoss() : metricLoss;
  }

  /**
   * The same run, now that it is known what it starts from: an optimiser that nobody gave is the
   * one for that start.
   *
   * @param given true when it starts from weights, false for random ones of the seed
   */
  public TrainingParameters startingFromWeights(boolean given) {
    if (optimiser != null) {
      return this;
    }
    Optimiser own = given ? Optimiser.ON_A_TRUNK : Optimiser.FROM_RANDOM;
    return new TrainingParameters(arm, network, schedule, own, augmentation, metricLoss, seed);
  }

  /** True when a batch has as many OoDs as labelled images. */
  public boolean addsOods() {
    return arm.addsOods(metricLoss.oodWeight());
  }

  /** The same run with another seed. */
  public TrainingParameters withSeed(long other) {
    return new TrainingParameters(
        arm, network, schedule, optimiser, augmentation, metricLoss, other);
  }

  /**
   * The same run with another arm; all other settings stay, including defaults of the first arm.
   */
  public TrainingParameters withArm(Arm other) {
    return new TrainingParameters(
        other, network, schedule, optimiser, augmentation, metricLoss, seed);
  }

  /**
   * How long and in what batches.
   *
   * @param epochs passes over the labelled images; used when {@code steps} is 0
   * @param steps optimiser steps; 0 derives them from the epochs
   * @param batchSize labelled images a step; arms with OoDs add as many OoDs
   * @param accumulation parts that a batch is split into to bound memory; gradients add up to the
   *     whole batch's
   * @param checkpointSteps a checkpoint every so many steps
   */
  public record Schedule(
      int epochs, int steps, int batchSize, int accumulation, int checkpointSteps) {
    /** N = 16, 5 epochs. */
    public static final Schedule PAPER = new Schedule(5, 0, 16, 1, 200);

    public Schedule {
      ContractChecks.atLeast(epochs, 0, "schedule.epochs");
      ContractChecks.atLeast(steps, 0, "schedule.steps");
      if (epochs == 0 && steps == 0) {
        throw new IllegalArgumentException("schedule needs epochs or steps; both are 0");
      }
      ContractChecks.atLeast(batchSize, 1, "schedule.batchSize");
      ContractChecks.atLeast(accumulation, 1, "schedule.accumulation");
      if (accumulation > batchSize) {
        throw new IllegalArgumentException(
            "schedule.accumulation " + accumulation + " exceeds schedule.batchSize " + batchSize);
      }
      ContractChecks.atLeast(checkpointSteps, 1, "schedule.checkpointSteps");
    }
  }

  /**
   * SGD with lr = base·(1 − t/max)^power and weight decay added to the gradient.
   *
   * @param trunkRate base learning rate of the trunk
   * @param classifierRate base learning rate of the classifier
   * @param momentum 1e-4 in the reference, which passes its weight decay by position as momentum
   * @param weightDecay added to the gradient
   * @param power of the poly schedule
   * @param frozenStages how many stages of the trunk, from the input, are not trained
   */
  public record Optimiser(
      double trunkRate,
      double classifierRate,
      double momentum,
      double weightDecay,
      double power,
      int frozenStages) {
    /**
     * For ResNet: .1 and 1.0, stages 3 and 4 and the classifier trained (stem, stage 1 and stage 2
     * are the first three).
     */
    public static final Optimiser PAPER = new Optimiser(.1, 1.0, 1e-4, 1e-4, .9, 3);

    /** The paper's with rates that MobileNetV2 bears; those of the paper wreck it. */
    public static final Optimiser MOBILE_NET = new Optimiser(.02, .2, 1e-4, 1e-4, .9, 3);

    /** For the small network, which the demo trains so: nothing frozen, with momentum. */
    public static final Optimiser SMALL = new Optimiser(.05, .05, .9, 1e-4, .9, 0);

    /** For a base on a trunk that was trained on something else, such as ImageNet. */
    public static final Optimiser ON_A_TRUNK = new Optimiser(.01, .1, .9, 1e-4, .9, 3);

    /**
     * For a base that starts from noise: it needs momentum, and a frozen stage would stay noise.
     * The rates are those of the demo's small network.
     */
    public static final Optimiser FROM_RANDOM = new Optimiser(.2, .2, .9, 1e-4, .9, 0);

    /** The default for a network that continues from a trained classifier. */
    public static Optimiser of(NetworkSpec network) {
      return Architecture.find(network.architecture()).map(Architecture::optimiser).orElse(PAPER);
    }

    public Optimiser {
      ContractChecks.positive(trunkRate, "optimiser.trunkRate");
      ContractChecks.positive(classifierRate, "optimiser.classifierRate");
      ContractChecks.notNegative(momentum, "optimiser.momentum");
      ContractChecks.notNegative(weightDecay, "optimiser.weightDecay");
      ContractChecks.notNegative(power, "optimiser.power");
      ContractChecks.atLeast(frozenStages, 0, "optimiser.frozenStages");
    }
  }

  /**
   * What is done to a training image: resize, flip, crop; the padding is 0 after normalisation.
   *
   * @param crop side of the square crop, pixels
   * @param longSideLeast the long side is uniform between this ...
   * @param longSideMost ... and this, pixels
   * @param flip mirror every second image
   * @param degrade share of the images, labelled ones and OoDs alike, that first lose detail and,
   *     half of them, colour; 0 in the paper. Where OoDs are blurrier than labelled images, a
   *     classifier otherwise learns that blurry means nothing
   * @param nativeSize share of the labelled images that first get the native long side, and the
   *     greyness, of a random OoD of the training each; null: 0. Ignored by arms without OoDs, and
   *     for images that are pasted on one
   * @param codec share of the images, labelled ones and OoDs alike, that are encoded as JPEG at a
   *     quality of 60 to 95 after resizing; null: 0
   * @param sharpNegatives share of the OoDs of each batch that give way to a window of a labelled
   *     image without an object, by CAMs of the classifier that the training starts from; null: 0.
   *     Where no OoD is sharp, a classifier otherwise learns that sharp means an object. Ignored by
   *     trainings without OoDs in their batches
   */
  public record Augmentation(
      int crop,
      int longSideLeast,
      int longSideMost,
      boolean flip,
      double degrade,
      Double nativeSize,
      Double codec,
      Double sharpNegatives) {
    /** Crop 512, long side 320 to 640. */
    public static final Augmentation PAPER = new Augmentation(512, 320, 640, true);

    public Augmentation {
      ContractChecks.atLeast(crop, 16, "augmentation.crop");
      ContractChecks.atLeast(longSideLeast, 16, "augmentation.longSideLeast");
      ContractChecks.atLeast(longSideMost, longSideLeast, "augmentation.longSideMost");
      ContractChecks.probability(degrade, "augmentation.degrade");
      nativeSize = share(nativeSize, "augmentation.nativeSize");
      codec = share(codec, "augmentation.codec");
      sharpNegatives = share(sharpNegatives, "augmentation.sharpNegatives");
    }

    /** Without degradation, as in the paper. */
    public Augmentation(int crop, int longSideLeast, int longSideMost, boolean flip) {
      this(crop, longSideLeast, longSideMost, flip, 0, null, null, null);
    }

    /** Null for 0, so that settings without it have the JSON and hashes that they always had. */
    private static Double share(Double value, String name) {
      return value == null || ContractChecks.probability(value, name) == 0 ? null : value;
    }

    /** The same with this share of labelled images with the native size of an OoD. */
    public Augmentation withNativeShare(double share) {
      return new Augmentation(
          crop, longSideLeast, longSideMost, flip, degrade, share, codec, sharpNegatives);
    }

    /** The share of labelled images with the native size of an OoD. */
    public double nativeShare() {
      return nativeSize == null ? 0 : nativeSize;
    }

    /** The share of images that are encoded as JPEG. */
    public double codecShare() {
      return codec == null ? 0 : codec;
    }

    /** The share of OoDs that give way to a window of a labelled image. */
    public double sharpShare() {
      return sharpNegatives == null ? 0 : sharpNegatives;
    }
  }
}
