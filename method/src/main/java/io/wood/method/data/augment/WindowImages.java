package io.wood.method.data.augment;

import io.wood.method.data.ImageSource;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Windows of images as images of their own, under the id of the image that they are cut from. */
public final class WindowImages implements ImageSource {
  private final ImageSource images;
  private final List<Optional<ImageWindow>> windows;
  private final List<Integer> found;

  /**
   * A source.
   *
   * @param images to cut from
   * @param windows of each image; an image without one is left out
   */
  public WindowImages(ImageSource images, List<Optional<ImageWindow>> windows) {
    this.images = images;
    this.windows = List.copyOf(windows);
    this.found =
        IntStream.range(0, windows.size())
            .filter(index -> windows.get(index).isPresent())
            .boxed()
            .toList();
  }

  @Override
  public int size() {
    return found.size();
  }

  @Override
  public String id(int index) {
    return images.id(found.get(index));
  }

  @Override
  public RgbImage load(int index) throws UnusableImageException {
    int image = found.get(index);
    return windows.get(image).orElseThrow().of(images.load(image));
  }
}
