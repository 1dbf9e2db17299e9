package io.wood.bench.effect;

import io.wood.contracts.RefinementParameters.Cam;
import io.wood.method.cam.Cams;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.Confusion;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** CAMs of the labelled classes at the fixed seed threshold, against the truth. */
final class SeedScores {
  private final Classifier network;
  private final Cam settings;
  private final BiConsumer<Integer, Integer> progress;

  /**
   * @param progress is told done and total
   */
  SeedScores(Classifier network, Cam settings, BiConsumer<Integer, Integer> progress) {
    this.network = network;
    this.settings = settings;
    this.progress = progress;
  }

  /** Of those images that have a mask. */
  SegmentationScores of(List<EffectImage> images) {
    Confusion all = new Confusion(network.classes() + 1);
    MultiScaleCam cam = new MultiScaleCam(network, settings.scales());
    List<EffectImage> masked = images.stream().filter(image -> image.mask().isPresent()).toList();
    for (int i = 0; i < masked.size(); i++) {
      EffectImage image = masked.get(i);
      all.add(image.mask().orElseThrow().labels(), seed(cam.of(image.image(), image.labels())));
      progress.accept(i + 1, masked.size());
    }
    return all.scores();
  }

  /** Per pixel the class with the highest map, or background where none exceeds the threshold. */
  private byte[] seed(Cams cams) {
    Planes maps = cams.highResolution();
    byte[] labels = new byte[maps.area()];
    float[] best = new float[maps.area()];
    Arrays.fill(best, (float) settings.seedThreshold());
    for (int i = 0; i < maps.channels(); i++) {
      for (int at = 0; at < maps.area(); at++) {
        float value = maps.values()[i * maps.area() + at];
        if (value > best[at]) {
          best[at] = value;
          labels[at] = (byte) (cams.keys().get(i) + 1);
        }
      }
    }
    return labels;
  }
}
