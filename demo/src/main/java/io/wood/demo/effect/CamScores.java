package io.wood.demo.effect;

import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.image.LabelMap;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Argmax;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Scores the CAMs of the labelled classes, at the fixed seed threshold, against the truth. */
final class CamScores {
  private final Classifier network;
  private final Cam settings;
  private final BiConsumer<Integer, Integer> progress;

  /**
   * @param progress receives done and total
   */
  CamScores(Classifier network, Cam settings, BiConsumer<Integer, Integer> progress) {
    this.network = network;
    this.settings = settings;
    this.progress = progress;
  }

  /** Scores of the images that have a mask. */
  SegmentationScores of(List<EffectImage> images) {
    ConfusionMatrix all = new ConfusionMatrix(network.classes() + 1);
    MultiScaleCam cam = new MultiScaleCam(network, settings);
    List<EffectImage> masked = images.stream().filter(image -> image.mask().isPresent()).toList();
    AtomicInteger done = new AtomicInteger();
    inTurn(masked)
        .forEach(
            image -> {
              LabelMap seed = seed(cam.of(image.image(), image.labels()));
              synchronized (all) {
                all.add(image.mask().orElseThrow().labels(), seed.labels());
                progress.accept(done.incrementAndGet(), masked.size());
              }
            });
    return all.scores();
  }

  /**
   * In parallel for a GPU, which would wait for one core to resize; a CPU is already fully used.
   */
  private Stream<EffectImage> inTurn(List<EffectImage> images) {
    return network.device().isGpu() ? images.parallelStream() : images.stream();
  }

  private LabelMap seed(ActivationMaps cams) {
    return Argmax.withBackground(cams.keys(), cams.highResolution(), settings.seedThreshold());
  }
}
