package io.wood.method.data;

import io.wood.method.data.augment.CropSettings;
import io.wood.method.data.augment.RandomCrop;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grey noise with a red (class 1) or a blue (class 2) square somewhere; one image may be broken.
 */
public final class DrawnSquares implements MaskedImages {
  private final int count;
  private final int side;
  private final int broken;

  /** Without a broken image. */
  public DrawnSquares(int count, int side) {
    this(count, side, -1);
  }

  /** With a broken image at an index. */
  public DrawnSquares(int count, int side, int broken) {
    this.count = count;
    this.side = side;
    this.broken = broken;
  }

  /** The first batch of whole images. */
  public ImageBatch batch(int size) {
    RandomCrop whole = new RandomCrop(new CropSettings(side, 1, 1, 3));
    TrainingPlan<MaskedImage> plan = new TrainingPlan<>(List.of(this), size, 1, 1);
    try (BatchLoader<MaskedImage> loader = new BatchLoader<>(plan, whole, side, 0)) {
      return loader.next();
    }
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String id(int index) {
    return "square-" + index;
  }

  @Override
  public MaskedImage load(int index) throws UnusableImageException {
    if (index == broken) {
      throw new UnusableImageException("square " + index + " is torn");
    }
    SplittableRandom random = new SplittableRandom(index);
    byte[] rgb = new byte[3 * side * side];
    byte[] labels = new byte[side * side];
    int size = side / 3 + random.nextInt(side / 4);
    int left = random.nextInt(side - size);
    int top = random.nextInt(side - size);
    for (int i = 0; i < labels.length; i++) {
      int x = i % side - left;
      int y = i / side - top;
      boolean inside = x >= 0 && x < size && y >= 0 && y < size;
      labels[i] = (byte) (inside ? 1 + index % 2 : 0);
      for (int channel = 0; channel < 3; channel++) {
        boolean bright = inside && channel == (index % 2 == 0 ? 0 : 2);
        rgb[3 * i + channel] = (byte) (bright ? 230 : 100 + random.nextInt(8));
      }
    }
    return new MaskedImage(new RgbImage(side, side, rgb), new LabelMap(side, side, labels));
  }
}
