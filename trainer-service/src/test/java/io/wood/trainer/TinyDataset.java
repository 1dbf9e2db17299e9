package io.wood.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.store.Manifests;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Red squares and blue discs, and candidates with neither. */
public final class TinyDataset {
  private static final int SIDE = 48;

  private final ArtifactStore store;

  public TinyDataset(ArtifactStore store) {
    this.store = store;
  }

  /** Twelve images, eight of them to train on, under this name; the manifest's reference. */
  public ArtifactRef register(String name) {
    return registerWith(name);
  }

  /** The same with more images to train on, which stand first. */
  public ArtifactRef registerWith(String name, ArtifactRef... more) {
    List<Image> images = new ArrayList<>();
    for (ArtifactRef one : more) {
      images.add(new Image(one.key(), one, SIDE, SIDE, List.of("square"), Split.TRAIN, null, null));
    }
    for (int i = 0; i < 12; i++) {
      String label = i % 2 == 0 ? "square" : "disc";
      ArtifactRef image = image(draw(i, label), Buckets.DATASETS);
      Split split = i < 8 ? Split.TRAIN : Split.VALIDATION;
      images.add(new Image("image" + i, image, SIDE, SIDE, List.of(label), split, null, null));
    }
    ArtifactRef manifest =
        Manifests.store(
            store, Buckets.DATASETS, new DatasetManifest(name, List.of("square", "disc"), images));
    store.put(
        Buckets.DATASETS,
        ObjectKeys.datasetName(name),
        Json.canonical(manifest),
        Manifests.MEDIA_TYPE);
    return manifest;
  }

  /** A candidate without an object. */
  public ArtifactRef candidate(int number) {
    return image(draw(1000 + number, "nothing"), Buckets.CANDIDATES);
  }

  private ArtifactRef image(byte[] png, String bucket) {
    return store.put(bucket, ObjectKeys.image(Hashes.sha256(png)), png, "image/png");
  }

  private static byte[] draw(int number, String what) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    int grey = 80 + random.nextInt(100);
    pen.setColor(new Color(grey, grey, grey));
    pen.fillRect(0, 0, SIDE, SIDE);
    int x = random.nextInt(SIDE / 2);
    int y = random.nextInt(SIDE / 2);
    pen.setColor(what.equals("square") ? Color.RED : Color.BLUE);
    if (what.equals("square")) {
      pen.fillRect(x, y, SIDE / 2, SIDE / 2);
    } else if (what.equals("disc")) {
      pen.fillOval(x, y, SIDE / 2, SIDE / 2);
    }
    pen.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
