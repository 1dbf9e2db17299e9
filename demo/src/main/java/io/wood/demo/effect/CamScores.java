package io.wood.demo.effect;

import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.MaskEvaluation;
import io.wood.method.evaluation.PixelAveragePrecision;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Argmax;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Scores the CAMs of the labelled classes against the truth, at the fixed seed threshold and at
 * every threshold.
 */
final class CamScores {
  private final Classifier network;
  private final Cam settings;
  private final BiConsumer<Integer, Integer> progress;
  private final MaskEvaluation seeds;
  private final PixelAveragePrecision pixels;

  /**
   * @param progress receives done and total
   */
  CamScores(Classifier network, Cam settings, BiConsumer<Integer, Integer> progress) {
    this.network = network;
    this.settings = settings;
    this.progress = progress;
    this.seeds = new MaskEvaluation(network.classes() + 1);
    this.pixels = new PixelAveragePrecision(network.classes());
  }

  /** Scores the images that have a mask. */
  CamScores add(List<EffectImage> images) {
    MultiScaleCam cam = new MultiScaleCam(network, settings);
    List<EffectImage> masked = images.stream().filter(image -> image.mask().isPresent()).toList();
    AtomicInteger done = new AtomicInteger();
    inTurn(masked)
        .forEach(
            image -> {
              ActivationMaps cams = cam.of(image.image(), image.labels());
              LabelMap seed =
                  Argmax.withBackground(
                      cams.keys(), cams.highResolution(), settings.seedThreshold());
              LabelMap truth = image.mask().orElseThrow();
              synchronized (seeds) {
                seeds.add(image.id(), truth, seed);
                pixels.add(image.id(), truth.labels(), cams.keys(), cams.highResolution());
                progress.accept(done.incrementAndGet(), masked.size());
              }
            });
    return this;
  }

  /**
   * In parallel for a GPU, which would wait for one core to resize; a CPU is already fully used.
   */
  private Stream<EffectImage> inTurn(List<EffectImage> images) {
    return network.device().isGpu() ? images.parallelStream() : images.stream();
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
