package io.wood.demo.effect;

import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.demo.effect.EffectRow.CamFigures;
import io.wood.demo.effect.EffectRow.Halves;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.tensor.Argmax;
import java.util.List;

/**
 * Scores the CAMs of the labelled classes against the truth, at the fixed seed threshold and at
 * every threshold: on all images, and on every second one in the order of their ids, which are
 * hashes, so that a variant can be chosen on one half and reported on the other.
 */
final class CamScores {
  private final Cam settings;
  private final Part all;
  private final Part selection;
  private final Part confirmation;

  CamScores(int classes, Cam settings) {
    this.settings = settings;
    this.all = new Part(classes);
    this.selection = new Part(classes);
    this.confirmation = new Part(classes);
  }

  /** Scores the images that have a mask; all of them in one call. */
  CamScores add(ValidationCams cams) {
    List<ActivationMaps> maps = cams.of(settings);
    List<Integer> scored = EffectImage.scored(cams.images());
    for (int rank = 0; rank < scored.size(); rank++) {
      EffectImage image = cams.images().get(scored.get(rank));
      add(
          image.id(),
          image.mask().orElseThrow(),
          maps.get(scored.get(rank)),
          rank % 2 == 0 ? selection : confirmation);
    }
    return this;
  }

  private void add(String id, LabelMap truth, ActivationMaps maps, Part half) {
    LabelMap seed =
        Argmax.withBackground(maps.keys(), maps.highResolution(), settings.seedThreshold());
    for (Part part : List.of(all, half)) {
      part.seeds.add(id, truth, seed);
      part.pixels.add(id, truth.labels(), maps.keys(), maps.highResolution());
    }
  }

  /** Of the seeds of all images. */
  SegmentationScores scores() {
    return all.seeds.scores();
  }

  /** Of all images. */
  CamFigures figures() {
    return all.figures();
  }

  /** Of both halves. */
  Halves halves() {
    return new Halves(selection.figures(), confirmation.figures());
  }

  /** Some of the images. */
  private static final class Part {
    private final MaskEvaluation seeds;
    private final PixelAveragePrecision pixels;

    private Part(int classes) {
      this.seeds = new MaskEvaluation(classes + 1);
      this.pixels = new PixelAveragePrecision(classes);
    }

    private CamFigures figures() {
      SegmentationScores scores = seeds.scores();
      return new CamFigures(
          pixels.scores().pooled(),
          seeds.boundary().mean(),
          scores.published(),
          seeds.falsePositives(),
          seeds.meanIou(),
          pixels.resampled(),
          scores.classes());
    }
  }
}
