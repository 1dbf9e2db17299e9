package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import io.wood.contracts.parameter.Arm;

/**
 * The figures of one trained classifier on the validation images.
 *
 * @param arm how it was trained
 * @param seed of the training
 * @param oods number of hard OoDs used
 * @param steps optimiser steps
 * @param meanAveragePrecision of the image-level labels
 * @param meanIou of the CAM seeds, background included
 * @param precision mean over the foreground classes
 * @param recall mean over the foreground classes
 * @param trainSeconds wall time of the training
 * @param scoreSeconds wall time of the CAMs and their scores
 * @param mask figures of the pseudo-masks; null if none were made
 * @param failure why there are no figures; empty after success
 */
record EffectRow(
    Arm arm,
    long seed,
    int oods,
    int steps,
    double meanAveragePrecision,
    double meanIou,
    double precision,
    double recall,
    double trainSeconds,
    double scoreSeconds,
    MaskFigures mask,
    String failure) {

  /**
   * The figures of pseudo-masks.
   *
   * @param meanIou background included
   * @param precision mean over the foreground classes
   * @param recall mean over the foreground classes
   * @param seconds wall time from the CAMs to the masks
   * @param settings SHA-256 of the refinement's settings; null in rows of earlier versions
   */
  record MaskFigures(
      double meanIou, double precision, double recall, double seconds, String settings) {}

  EffectRow {
    requireNonNull(arm, "arm");
    requireNonNull(failure, "failure");
  }

  EffectRow with(MaskFigures figures) {
    return new EffectRow(
        arm,
        seed,
        oods,
        steps,
        meanAveragePrecision,
        meanIou,
        precision,
        recall,
        trainSeconds,
        scoreSeconds,
        figures,
        failure);
  }

  static EffectRow failed(Arm arm, long seed, int oods, int steps, String why) {
    return new EffectRow(arm, seed, oods, steps, 0, 0, 0, 0, 0, 0, null, why);
  }
}
