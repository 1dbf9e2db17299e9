package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.event.ExperimentRequested;
import java.util.List;
import java.util.Map;

/**
 * Describes one experiment in full.
 *
 * @param summary state and metrics
 * @param request the request event
 * @param model trained classifier; null until trained
 * @param manifestRef location of the manifest; null until the run has started
 * @param manifest everything that determines the weights; null until the run has started
 * @param kept last good checkpoint of a failed run; null when there is none
 * @param curve figures over the steps of each phase
 * @param skipped images that could not be decoded
 * @param quality how the quality of labelled images and OoDs differs; null until it is compared,
 *     and where it is not
 */
public record ExperimentDetail(
    ExperimentSummary summary,
    ExperimentRequested request,
    ModelRef model,
    ArtifactRef manifestRef,
    ExperimentManifest manifest,
    KeptCheckpoint kept,
    List<CurvePoint> curve,
    List<SkippedImage> skipped,
    QualityReport quality) {

  /**
   * The last good checkpoint of a failed run. Another experiment can start from it.
   *
   * @param step optimiser steps done
   * @param bytes weights to give as {@code initial} of an order
   */
  public record KeptCheckpoint(long step, ArtifactRef bytes) {}

  /**
   * Figures at one point of a phase.
   *
   * @param phase name of the phase
   * @param done units done
   * @param figures values by name
   */
  public record CurvePoint(String phase, long done, Map<String, Double> figures) {}

  /**
   * An image that could not be decoded.
   *
   * @param image SHA-256
   * @param reason why
   */
  public record SkippedImage(String image, String reason) {}
}
