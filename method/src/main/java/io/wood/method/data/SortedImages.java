package io.wood.method.data;

import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Puts images into the order of their ids, so that their order of arrival has no effect. */
public final class SortedImages implements ImageSource {
  private final ImageSource images;
  private final int[] order;

  private SortedImages(ImageSource images, int[] order) {
    this.images = images;
    this.order = order;
  }

  /** The same images in the order of their ids. */
  public static ImageSource byId(ImageSource images) {
    return new SortedImages(
        images,
        IntStream.range(0, images.size())
            .boxed()
            .sorted(Comparator.comparing(images::id))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  @Override
  public int size() {
    return order.length;
  }

  @Override
  public String id(int index) {
    return images.id(order[index]);
  }

  @Override
  public RgbImage load(int index) throws UnusableImageException {
    return images.load(order[index]);
  }
}
