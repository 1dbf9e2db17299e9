package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * Training of the segmentation network on the pseudo-masks, and its predictions.
 *
 * @param outputStride 8 or 16
 * @param crop side of the square crop, pixels
 * @param batchSize images a step
 * @param epochs passes over the pseudo-masks
 * @param learningRate base rate of the trunk; the head has ten times this
 * @param crf clean the predictions with a dense CRF, whose 1 and 67 pixels do not follow the image:
 *     they are meant for a long side of 500
 * @param leastSteps optimiser steps at least, where the epochs give fewer; null, as in older
 *     requests: 0
 * @param minutes time that {@code leastSteps} may take beyond the epochs; fewer steps are taken
 *     where more would not fit. 0 sets no bound; null: 30
 * @param trunk whose weights the trunk starts with; null: the classifier's
 * @param background share of background images among the training images: OoDs of the experiment,
 *     known to show no class; 0 uses none; null: 0
 * @param balance exponent of the weights of labels in the loss: 1 balances them by their median
 *     frequency, .5 by its square root, 0 weighs all pixels alike; null: 0
 * @param hardest share of a crop's pixels that count in the loss: those whose label has the lowest
 *     probability; 1 counts all; null: 1
 * @param foregroundOdds factor on the odds of any class against background where the network
 *     predicts without labels; null: 1
 */
public record SegmentationParameters(
    int outputStride,
    int crop,
    int batchSize,
    int epochs,
    double learningRate,
    boolean crf,
    Integer leastSteps,
    Double minutes,
    TrunkOrigin trunk,
    Double background,
    Double balance,
    Double hardest,
    Double foregroundOdds)
    implements TrainingLength {
  /**
   * Output stride 8, crop 321, batch 10, rate .00025 and CRF of DeepLab v2; 10 epochs, and 1000
   * steps where data are few; balanced labels, pretrained weights and doubled odds of objects, so
   * that objects in new photographs do not become background.
   */
  public static final SegmentationParameters USUAL =
      new SegmentationParameters(
          8, 321, 10, 10, .00025, true, 1000, null, TrunkOrigin.PRETRAINED, null, 1., null, 2.);

  public SegmentationParameters {
    leastSteps = leastSteps == null ? 0 : leastSteps;
    minutes = minutes == null ? DEFAULT_MINUTES : minutes;
    trunk = trunk == null ? TrunkOrigin.CLASSIFIER : trunk;
    background = background == null ? 0 : background;
    balance = balance == null ? 0 : balance;
    hardest = hardest == null ? 1 : hardest;
    foregroundOdds = foregroundOdds == null ? 1 : foregroundOdds;
    ContractChecks.atLeast(outputStride, 8, "segmentation.outputStride");
    ContractChecks.atLeast(crop, 16, "segmentation.crop");
    ContractChecks.atLeast(batchSize, 1, "segmentation.batchSize");
    ContractChecks.atLeast(epochs, 1, "segmentation.epochs");
    ContractChecks.positive(learningRate, "segmentation.learningRate");
    ContractChecks.atLeast(leastSteps, 0, "segmentation.leastSteps");
    ContractChecks.notNegative(minutes, "segmentation.minutes");
    ContractChecks.probability(background, "segmentation.background");
    ContractChecks.probability(balance, "segmentation.balance");
    ContractChecks.probability(hardest, "segmentation.hardest");
    ContractChecks.positive(hardest, "segmentation.hardest");
    ContractChecks.positive(foregroundOdds, "segmentation.foregroundOdds");
  }

  /** As long as its epochs, on the classifier's trunk, with all pixels of the pseudo-masks. */
  public SegmentationParameters(
      int outputStride, int crop, int batchSize, int epochs, double learningRate, boolean crf) {
    this(
        outputStride,
        crop,
        batchSize,
        epochs,
        learningRate,
        crf,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Override
  public SegmentationParameters withLeastSteps(int steps) {
    return new SegmentationParameters(
        outputStride,
        crop,
        batchSize,
        epochs,
        learningRate,
        crf,
        steps,
        minutes,
        trunk,
        background,
        balance,
        hardest,
        foregroundOdds);
  }
}
