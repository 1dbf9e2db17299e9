package io.wood.demo.effect;

import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.Argmax;
import java.util.List;

/**
 * Scores the CAMs of the labelled classes against the truth, at the fixed seed threshold and at
 * every threshold.
 */
final class CamScores {
  private final Cam settings;
  private final MaskEvaluation seeds;
  private final PixelAveragePrecision pixels;

  CamScores(int classes, Cam settings) {
    this.settings = settings;
    this.seeds = new MaskEvaluation(classes + 1);
    this.pixels = new PixelAveragePrecision(classes);
  }

  /** Scores the images that have a mask. */
  CamScores add(ValidationCams cams) {
    List<ActivationMaps> maps = cams.of(settings);
    for (int i = 0; i < maps.size(); i++) {
      EffectImage image = cams.images().get(i);
      ActivationMaps of = maps.get(i);
      image.mask().ifPresent(truth -> add(image.id(), truth, of));
    }
    return this;
  }

  private void add(String id, LabelMap truth, ActivationMaps maps) {
    LabelMap seed =
        Argmax.withBackground(maps.keys(), maps.highResolution(), settings.seedThreshold());
    seeds.add(id, truth, seed);
    pixels.add(id, truth.labels(), maps.keys(), maps.highResolution());
  }

  /** Of the seeds. */
  SegmentationScores scores() {
    return seeds.scores();
  }

  /** What a row of earlier versions lacks. */
  EffectRow.CamFigures figures() {
    return new EffectRow.CamFigures(
        pixels.scores().pooled(),
        seeds.boundary().mean(),
        seeds.scores().published(),
        seeds.falsePositives(),
        seeds.meanIou(),
        pixels.resampled());
  }
}
