package io.wood.demo.effect;

import io.wood.demo.effect.EffectRow.MaskDetails;
import io.wood.demo.effect.EffectRow.MaskFigures;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import java.util.List;

/** Scores pseudo-masks against the truth: on all images, and on the halves of {@link CamScores}. */
final class MaskScores {
  private final double threshold;
  private final MaskEvaluation all;
  private final MaskEvaluation selection;
  private final MaskEvaluation confirmation;

  /**
   * Scores the images that have a truth.
   *
   * @param classes number of classes, background not included
   * @param threshold of the masks' background
   * @param masks of the images, in their order
   */
  MaskScores(int classes, double threshold, List<EffectImage> images, List<LabelMap> masks) {
    this.threshold = threshold;
    this.all = new MaskEvaluation(classes + 1);
    this.selection = new MaskEvaluation(classes + 1);
    this.confirmation = new MaskEvaluation(classes + 1);
    List<Integer> scored = EffectImage.scored(images);
    for (int rank = 0; rank < scored.size(); rank++) {
      EffectImage image = images.get(scored.get(rank));
      LabelMap truth = image.mask().orElseThrow();
      LabelMap mask = masks.get(scored.get(rank));
      all.add(image.id(), truth, mask);
      (rank % 2 == 0 ? selection : confirmation).add(image.id(), truth, mask);
    }
  }

  /** Of all images. */
  SegmentationScores scores() {
    return all.scores();
  }

  /**
   * All figures.
   *
   * @param seconds wall time from the CAMs to the masks
   * @param settings SHA-256 of what the masks were made with
   */
  MaskFigures figures(double seconds, String settings) {
    SegmentationScores scores = all.scores();
    return new MaskFigures(
        scores.meanIou(),
        scores.precision(),
        scores.recall(),
        seconds,
        threshold,
        settings,
        all.meanIou(),
        new MaskDetails(
            all.boundary().mean(),
            scores.published(),
            all.falsePositives(),
            scores.classes(),
            selection.meanIou(),
            confirmation.meanIou()));
  }
}
