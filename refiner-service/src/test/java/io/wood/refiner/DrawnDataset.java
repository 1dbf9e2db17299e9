package io.wood.refiner;

import io.wood.contracts.ArtifactRef;
import io.wood.contracts.Buckets;
import io.wood.contracts.DatasetManifest;
import io.wood.contracts.DatasetManifest.Image;
import io.wood.contracts.DatasetManifest.Split;
import io.wood.contracts.ModelRef;
import io.wood.contracts.NetworkSpec;
import io.wood.contracts.ObjectKeys;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Six images of squares, a file that is no image, an untrained network. */
final class DrawnDataset {
  static final int WIDTH = 48;
  static final int HEIGHT = 40;
  static final List<String> CLASSES = List.of("light", "dark");

  private final ArtifactStore store;

  DrawnDataset(ArtifactStore store) {
    this.store = store;
  }

  /** Four to train on, one of them broken, and two with a truth. */
  ArtifactRef manifest() {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int kind = i % 2;
      byte[] png = ImageEncoder.png(draw(i, kind));
      ArtifactRef truth = null;
      if (i >= 4) {
        byte[] mask = LabelMaps.encode(truth(i, kind));
        truth =
            store.put(Buckets.DATASETS, ObjectKeys.truth(Hashes.sha256(mask)), mask, "image/png");
      }
      images.add(
          new Image(
              "image" + i,
              image(png),
              WIDTH,
              HEIGHT,
              List.of(CLASSES.get(kind)),
              i < 4 ? Split.TRAIN : Split.VALIDATION,
              truth));
    }
    images.add(
        new Image(
            "broken",
            image("no image at all".getBytes(StandardCharsets.UTF_8)),
            WIDTH,
            HEIGHT,
            List.of("dark"),
            Split.TRAIN,
            null));
    return Manifests.store(
        store, Buckets.DATASETS, new DatasetManifest("squares", CLASSES, images));
  }

  /** A small network as its seed made it. */
  ModelRef model() {
    NetworkSpec spec = new NetworkSpec("small", 8);
    try (Classifier classifier = Classifier.create(spec, CLASSES.size(), 1, Devices.of("cpu"))) {
      byte[] weights = classifier.toSafetensors();
      ArtifactRef ref =
          store.put(
              Buckets.MODELS,
              ObjectKeys.weights(Hashes.sha256(weights)),
              weights,
              "application/octet-stream");
      return new ModelRef("untrained", spec, CLASSES, ref);
    }
  }

  private ArtifactRef image(byte[] bytes) {
    return store.put(Buckets.DATASETS, ObjectKeys.image(Hashes.sha256(bytes)), bytes, "image/png");
  }

  private static boolean inside(int i, int x, int y) {
    return x >= 8 + 2 * i && x < 28 + 2 * i && y >= 10 && y < 30;
  }

  private static RgbImage draw(int i, int kind) {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    for (int p = 0; p < WIDTH * HEIGHT; p++) {
      boolean object = inside(i, p % WIDTH, p / WIDTH);
      int value = object ? (kind == 0 ? 230 : 20) : 110 + (p * 7 + i * 13) % 30;
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * p + channel] = (byte) value;
      }
    }
    return new RgbImage(WIDTH, HEIGHT, pixels);
  }

  private static LabelMap truth(int i, int kind) {
    byte[] labels = new byte[WIDTH * HEIGHT];
    for (int p = 0; p < labels.length; p++) {
      labels[p] = (byte) (inside(i, p % WIDTH, p / WIDTH) ? kind + 1 : 0);
    }
    return new LabelMap(WIDTH, HEIGHT, labels);
  }
}
