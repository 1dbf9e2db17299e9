package io.wood.method.data.augment;

import io.wood.method.data.MaskedImage;
import io.wood.method.data.NetworkInput;
import io.wood.method.data.SampleTransform;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
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
    int side = settings.side();
    int left = RandomPlacement.position(side - image.width(), random);
    int top = RandomPlacement.position(side - image.height(), random);
    PlacedImage placed = new PlacedImage(image, left, top, random.nextBoolean(), side);
    return new NetworkInput(placed.planes(), Optional.of(known(placed.labels(sample.labels()))));
  }

  private LabelMap known(LabelMap labels) {
    for (byte label : labels.labels()) {
      requireKnown(label & 0xff);
    }
    return labels;
  }

  private void requireKnown(int label) {
    if (label >= settings.classes() && label != LabelMap.IGNORE) {
      throw new IllegalArgumentException(
          "a label map holds %d, but there are only labels 0 to %d; is it of another class list?"
              .formatted(label, settings.classes() - 1));
    }
  }
}
