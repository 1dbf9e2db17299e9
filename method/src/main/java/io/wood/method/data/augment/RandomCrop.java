package io.wood.method.data.augment;

import io.wood.method.data.MaskedImage;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Resizes an image (bicubic) and its labels (nearest), places them at random in a square and
 * mirrors every second one. Outside the image the planes are 0 and the labels 255.
 *
 * @param settings scales and side
 */
public record RandomCrop(CropSettings settings) implements SampleTransform<MaskedImage> {
  @Override
  public NetworkInput of(MaskedImage sample, long randomness) {
    SplittableRandom random = new SplittableRandom(randomness);
    double scale =
        settings.minScale() + (settings.maxScale() - settings.minScale()) * random.nextDouble();
    RgbImage image = BicubicResize.scale(sample.image(), scale);
    LabelMap labels = NearestResize.resize(sample.labels(), image.width(), image.height());
    int side = settings.side();
    int left = ImageTransforms.position(side - image.width(), random);
    int top = ImageTransforms.position(side - image.height(), random);
    boolean mirror = random.nextBoolean();
    ImagePlanes planes = ImageTransforms.placed(image, left, top, side);
    return new NetworkInput(
        mirror ? planes.mirrored() : planes, Optional.of(place(labels, mirror, left, top)));
  }

  private LabelMap place(LabelMap labels, boolean mirror, int left, int top) {
    int side = settings.side();
    byte[] canvas = new byte[side * side];
    Arrays.fill(canvas, (byte) LabelMap.IGNORE);
    for (int y = Math.max(0, top); y < Math.min(side, top + labels.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(side, left + labels.width()); x++) {
        int column = mirror ? side - 1 - x : x;
        canvas[y * side + column] = (byte) known(labels.at(x - left, y - top));
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
}
