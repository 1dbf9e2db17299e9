package io.wood.bench.refining;

import io.wood.bench.photo.SyntheticPhoto;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.ImageSize;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.List;
import java.util.Optional;

/**
 * A drawn photograph of one of VOC's sizes, which shows one or two classes.
 *
 * @param number determines everything
 */
record Photograph(int number) {
  static final List<String> CLASSES = List.of("bird", "cat", "cow", "dog", "horse");

  /** Most have the first size. */
  private static final List<ImageSize> SIZES =
      List.of(
          new ImageSize(500, 375),
          new ImageSize(375, 500),
          new ImageSize(500, 375),
          new ImageSize(500, 333),
          new ImageSize(500, 375),
          new ImageSize(500, 375),
          new ImageSize(333, 500),
          new ImageSize(500, 375));

  private static final double QUALITY = .9;

  /** Each third one shows two. */
  List<Integer> classes() {
    int first = number % CLASSES.size();
    return number % 3 == 0 ? List.of(first, (first + 2) % CLASSES.size()) : List.of(first);
  }

  /** What a service reads. */
  PlannedImage planned() {
    return new PlannedImage(
        "photograph-" + number,
        this::file,
        classes().stream().map(CLASSES::get).toList(),
        Split.TRAIN,
        Optional.empty());
  }

  /** The same, decoded. */
  RgbImage image() {
    try {
      return ImageDecoder.decode(file());
    } catch (UnusableImageException e) {
      throw new IllegalStateException("a drawn photograph cannot be read", e);
    }
  }

  private byte[] file() {
    ImageSize size = SIZES.get(number % SIZES.size());
    return ImageEncoder.jpeg(SyntheticPhoto.of(size.width(), size.height(), number), QUALITY);
  }
}
