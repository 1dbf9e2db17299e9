package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import io.wood.contracts.parameter.Arm;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.method.evaluation.ClassScore;
import io.wood.method.evaluation.FalsePositives;
import io.wood.method.evaluation.Resampled;
import io.wood.method.evaluation.SegmentationScores;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of one trained classifier on the validation images.
 *
 * @param arm how it was trained
 * @param contrast where the negatives come from that its CAMs are gated by; null for plain CAMs
 * @param base seed of the base that it starts from, or that it is; null in files of earlier
 *     versions
 * @param seed of the training
 * @param oods number of hard OoDs used
 * @param steps optimiser steps
 * @param meanAveragePrecision of the image-level labels
 * @param blurredConfidence mean probability of the labelled classes on images without their detail,
 *     over that on the images; null in rows of earlier versions
 * @param meanIou of the CAM seeds, background included
 * @param precision mean over the foreground classes
 * @param recall mean over the foreground classes
 * @param trainSeconds wall time of the training
 * @param scoreSeconds wall time of the CAMs and their scores
 * @param cams more figures of the CAMs; null in rows of earlier versions
 * @param halves the same of every second image; null in rows of earlier versions
 * @param mask figures of the pseudo-masks; null if none were made
 * @param failure why there are no figures; empty after success
 */
record EffectRow(
    Arm arm,
    NegativeSource contrast,
    Long base,
    long seed,
    int oods,
    int steps,
    double meanAveragePrecision,
    Double blurredConfidence,
    double meanIou,
    double precision,
    double recall,
    double trainSeconds,
    double scoreSeconds,
    CamFigures cams,
    Halves halves,
    MaskFigures mask,
    String failure) {

  /** Says where label maps, seeds or masks, are wrong. */
  interface LabelFigures {
    /** Mean over the classes, background included. */
    double boundaryIou();

    /** Precision and recall as the paper averages them. */
    SegmentationScores.Published published();

    /** Where the wrong pixels lie. */
    FalsePositives.Shares falsePositives();

    /** IoU, precision and recall of each class, background first. */
    List<ClassScore> classes();
  }

  /**
   * Figures of CAMs that need no threshold, or say where the seeds are wrong.
   *
   * @param pixelPrecision pixel average precision of the labelled classes
   * @param boundaryIou mean over the classes, background included
   * @param published precision and recall as the paper averages them
   * @param falsePositives where the seeds' wrong pixels lie
   * @param meanIou replicates of the seeds' mIoU
   * @param pixelPrecisions replicates of the pixel average precision
   * @param classes figures of the seeds by class, background first; null in rows of earlier
   *     versions
   */
  record CamFigures(
      double pixelPrecision,
      double boundaryIou,
      SegmentationScores.Published published,
      FalsePositives.Shares falsePositives,
      Resampled meanIou,
      Resampled pixelPrecisions,
      List<ClassScore> classes)
      implements LabelFigures {}

  /**
   * Figures of the CAMs of every second validation image, in the order of their ids.
   *
   * @param selection of the first, third, ...: to choose a variant on
   * @param confirmation of the second, fourth, ...: to report it on
   */
  record Halves(CamFigures selection, CamFigures confirmation) {}

  /**
   * The figures of pseudo-masks.
   *
   * @param meanIou background included
   * @param precision mean over the foreground classes
   * @param recall mean over the foreground classes
   * @param seconds wall time from the CAMs to the masks
   * @param threshold of the background, chosen without the truth; 0 in rows of earlier versions
   * @param settings SHA-256 of the refinement's settings and of a shared IRN; null in rows of
   *     earlier versions
   * @param resampled replicates of the mIoU; null in rows of earlier versions
   * @param details more figures; null in rows of earlier versions
   */
  record MaskFigures(
      double meanIou,
      double precision,
      double recall,
      double seconds,
      double threshold,
      String settings,
      Resampled resampled,
      MaskDetails details) {}

  /**
   * More figures of pseudo-masks.
   *
   * @param boundaryIou mean over the classes, background included
   * @param published precision and recall as the paper averages them
   * @param falsePositives where the masks' wrong pixels lie
   * @param classes by class, background first
   * @param selection replicates of the mIoU of the images of {@link Halves#selection}
   * @param confirmation replicates of the mIoU of the images of {@link Halves#confirmation}
   */
  record MaskDetails(
      double boundaryIou,
      SegmentationScores.Published published,
      FalsePositives.Shares falsePositives,
      List<ClassScore> classes,
      Resampled selection,
      Resampled confirmation)
      implements LabelFigures {}

  EffectRow {
    requireNonNull(arm, "arm");
    requireNonNull(failure, "failure");
  }

  /** From the figures of a training; null if it has none. */
  static Double blurredConfidence(Map<String, Double> metrics) {
    Double clean = metrics.get("validation.confidence");
    Double blurred = metrics.get("validation.confidence.blurred");
    return clean == null || blurred == null ? null : blurred / clean;
  }

  /** The arm, and what its CAMs are gated by. */
  String name() {
    String name = arm.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return contrast == null ? name : name + "/" + contrast.name().toLowerCase(Locale.ROOT);
  }

  /** The arm, its base and its seed. */
  String run() {
    return arm == Arm.BASE
        ? "%s, seed %d".formatted(name(), seed)
        : "%s, base %d, seed %d".formatted(name(), base, seed);
  }

  /**
   * The same classifier by other CAMs, with the masks of this row.
   *
   * @param by where the negatives come from
   * @param scored the CAMs
   * @param seconds wall time of the gate, the CAMs and the scores
   */
  EffectRow gated(NegativeSource by, CamScores scored, double seconds) {
    SegmentationScores scores = scored.scores();
    return new EffectRow(
        arm,
        by,
        base,
        seed,
        oods,
        steps,
        meanAveragePrecision,
        blurredConfidence,
        scores.meanIou(),
        scores.precision(),
        scores.recall(),
        trainSeconds,
        seconds,
        scored.figures(),
        scored.halves(),
        mask,
        "");
  }

  /** A kept row of a base; the file may be of an earlier version. */
  EffectRow from(long seedOfBase) {
    return with(seedOfBase, cams, halves, mask);
  }

  EffectRow with(MaskFigures figures) {
    return with(base, cams, halves, figures);
  }

  EffectRow with(CamScores scored) {
    return with(base, scored.figures(), scored.halves(), mask);
  }

  EffectRow withoutMasks() {
    return with(base, cams, halves, null);
  }

  private EffectRow with(Long ofBase, CamFigures ofCams, Halves ofHalves, MaskFigures ofMasks) {
    return new EffectRow(
        arm,
        contrast,
        ofBase,
        seed,
        oods,
        steps,
        meanAveragePrecision,
        blurredConfidence,
        meanIou,
        precision,
        recall,
        trainSeconds,
        scoreSeconds,
        ofCams,
        ofHalves,
        ofMasks,
        failure);
  }

  static EffectRow failed(Arm arm, long base, long seed, int oods, int steps, String why) {
    return new EffectRow(
        arm, null, base, seed, oods, steps, 0, null, 0, 0, 0, 0, 0, null, null, null, why);
  }
}
