package io.wood.method.segmentation;

import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Noise with a striped square on it; the class is the direction of the stripes, so that no pixel
 * tells it alone. As with pseudo-masks, a share of the masks says nothing of the square.
 */
final class StripedScenes implements MaskedImages {
  static final List<String> CLASSES = List.of("lying", "rising", "standing", "falling");
  static final int SIDE = 64;

  private static final int CELL = 8;

  private final int count;
  private final double missing;

  StripedScenes(int count, double missing) {
    this.count = count;
    this.missing = missing;
  }

  /** The images with their classes, for a classifier. */
  LabelledImages labelled() {
    ImageSource images =
        new ImageSource() {
          @Override
          public int size() {
            return count;
          }

          @Override
          public String id(int index) {
            return StripedScenes.this.id(index);
          }

          @Override
          public RgbImage load(int index) {
            return StripedScenes.this.load(index).image();
          }
        };
    List<Set<Integer>> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(Set.of(direction(i)));
    }
    return new LabelledImages(images, labels);
  }

  private static int direction(int index) {
    return index % CLASSES.size();
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String id(int index) {
    return "%064x".formatted(index);
  }

  @Override
  public MaskedImage load(int index) {
    SplittableRandom random = new SplittableRandom(index);
    boolean labelled = random.nextDouble() >= missing;
    double strength = random.nextDouble(40, 60);
    double angle = Math.PI / 4 * direction(index);
    int size = CELL * random.nextInt(3, 5);
    int left = CELL * random.nextInt((SIDE - size) / CELL + 1);
    int top = CELL * random.nextInt((SIDE - size) / CELL + 1);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    byte[] labels = new byte[SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      int x = i % SIDE - left;
      int y = i / SIDE - top;
      boolean inside = x >= 0 && x < size && y >= 0 && y < size;
      labels[i] = (byte) (inside && labelled ? direction(index) + 1 : 0);
      double wave = Math.sin((x * Math.sin(angle) + y * Math.cos(angle)) * 2 * Math.PI / 6);
      double grey = 128 + random.nextDouble(-60, 60) + (inside ? strength * wave : 0);
      for (int channel = 0; channel < 3; channel++) {
        rgb[3 * i + channel] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
      }
    }
    return new MaskedImage(new RgbImage(SIDE, SIDE, rgb), new LabelMap(SIDE, SIDE, labels));
  }
}
