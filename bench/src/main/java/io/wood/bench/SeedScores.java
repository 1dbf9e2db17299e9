package io.wood.bench;

import io.wood.bench.DrawnSet.Item;
import io.wood.contracts.RefinementParameters.Cam;
import io.wood.method.cam.Cams;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.evaluation.Confusion;
import io.wood.method.evaluation.SegmentationScores;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/** CAMs of the labelled classes at the fixed seed threshold, against the drawn truth. */
final class SeedScores {
  private final Classifier network;
  private final Cam settings;

  SeedScores(Classifier network, Cam settings) {
    this.network = network;
    this.settings = settings;
  }

  SegmentationScores of(List<Item> items) {
    Confusion all = new Confusion(network.classes() + 1);
    MultiScaleCam cam = new MultiScaleCam(network, settings.scales());
    for (Item item : items) {
      all.add(item.mask().orElseThrow().labels(), seed(cam.of(item.image(), item.labels())));
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
