package io.wood.refiner;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Manifests;
import io.wood.store.Weights;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Six images of squares, a file that is no image, an untrained network. */
public final class DrawnDataset {
  public static final int WIDTH = 48;
  public static final int HEIGHT = 40;
  static final List<String> CLASSES = List.of("light", "dark");

  private final ArtifactStore store;

  public DrawnDataset(ArtifactStore store) {
    this.store = store;
  }

  /** Four to train on, one more that is broken, and two with a truth. */
  public ArtifactRef manifest() {
    List<Image> images = new ArrayList<>(good());
    images.add(broken());
    return manifest(images);
  }

  public ArtifactRef manifest(List<Image> images) {
    return Manifests.store(
        store, Buckets.DATASETS, new DatasetManifest("squares", CLASSES, images));
  }

  /** Four to train on, and two with a truth. */
  public List<Image> good() {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int kind = i % 2;
      images.add(
          image(
              "image" + i,
              draw(i, kind),
              List.of(CLASSES.get(kind)),
              i < 4 ? Split.TRAIN : Split.VALIDATION,
              i < 4 ? null : truth(i, kind)));
    }
    return images;
  }

  /** A file that is no image. */
  public Image broken() {
    return new Image(
        "broken",
        image("no image at all".getBytes(StandardCharsets.UTF_8)),
        WIDTH,
        HEIGHT,
        CLASSES,
        Split.TRAIN,
        null,
        null);
  }

  /** Stores an image and gives its entry; the truth may be null. */
  public Image image(
      String name, RgbImage pixels, List<String> labels, Split split, LabelMap truth) {
    ArtifactRef mask = null;
    if (truth != null) {
      byte[] png = LabelMaps.encode(truth);
      mask = store.put(Buckets.DATASETS, ObjectKeys.truth(Hashes.sha256(png)), png, "image/png");
    }
    return new Image(
        name,
        image(ImageEncoder.png(pixels)),
        pixels.width(),
        pixels.height(),
        labels,
        split,
        mask,
        null);
  }

  /** Bytes from a seed. */
  public static RgbImage noise(int width, int height, long seed) {
    byte[] pixels = new byte[3 * width * height];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }

  /** A small network as its seed made it. */
  public ModelRef model() {
    return model(1);
  }

  public ModelRef model(long seed) {
    return model(seed, CLASSES);
  }

  public ModelRef model(long seed, List<String> classes) {
    NetworkSpec spec = new NetworkSpec("small", 8);
    try (Classifier classifier = Classifier.create(spec, classes.size(), seed, Devices.of("cpu"))) {
      ArtifactRef weights = Weights.store(store, classifier.toSafetensors());
      return new ModelRef("untrained", spec, classes, weights);
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
