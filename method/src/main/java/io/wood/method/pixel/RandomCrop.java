package io.wood.method.pixel;

import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Resize (image bicubic, labels nearest), mirror every second one, place at random in a square:
 * outside the image the planes are 0 and the labels 255.
 */
final class RandomCrop {
  private final CropSettings settings;

  RandomCrop(CropSettings settings) {
    this.settings = settings;
  }

  /** Writes the planes and returns the labels. */
  LabelMap take(MaskedImage whole, SplittableRandom random, float[] planes, int offset) {
    double scale =
        settings.leastScale()
            + (settings.mostScale() - settings.leastScale()) * random.nextDouble();
    RgbImage image = BicubicResize.scale(whole.image(), scale);
    LabelMap labels = NearestResize.resize(whole.labels(), image.width(), image.height());
    boolean mirror = random.nextBoolean();
    int side = settings.side();
    int left = start(side - image.width(), random);
    int top = start(side - image.height(), random);
    Normaliser.place(mirror ? mirrored(image) : image, left, top, side, side, planes, offset);
    return place(labels, mirror, left, top);
  }

  /** Where the image starts on the canvas: inside when it is smaller, before it when larger. */
  private static int start(int space, SplittableRandom random) {
    int offset = random.nextInt(Math.abs(space) + 1);
    return space < 0 ? -offset : offset;
  }

  private LabelMap place(LabelMap labels, boolean mirror, int left, int top) {
    int side = settings.side();
    byte[] canvas = new byte[side * side];
    Arrays.fill(canvas, (byte) LabelMap.IGNORE);
    for (int y = Math.max(0, top); y < Math.min(side, top + labels.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(side, left + labels.width()); x++) {
        int column = mirror ? labels.width() - 1 - (x - left) : x - left;
        canvas[y * side + x] = (byte) known(labels.at(column, y - top));
      }
    }
    return new LabelMap(side, side, canvas);
  }

  private int known(int label) {
    if (label >= settings.classes() && label != LabelMap.IGNORE) {
      throw new IllegalArgumentException(
          "a label map holds %d, but there are only labels 0 to %d; is it of another class list?"
              .formatted(label, settings.classes() - 1));
    }
    return label;
  }

  /** Left to right. */
  static RgbImage mirrored(RgbImage image) {
    int width = image.width();
    byte[] from = image.bytes();
    byte[] to = new byte[from.length];
    for (int i = 0; i < from.length; i += 3) {
      int pixel = i / 3;
      int target = 3 * (pixel - pixel % width + width - 1 - pixel % width);
      System.arraycopy(from, i, to, target, 3);
    }
    return new RgbImage(width, image.height(), to);
  }
}
