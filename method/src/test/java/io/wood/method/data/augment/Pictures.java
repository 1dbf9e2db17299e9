package io.wood.method.data.augment;

import io.wood.method.data.ImageSource;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import java.util.List;

/** Pictures in memory; one that is null cannot be read. */
record Pictures(List<RgbImage> all) implements ImageSource {
  @Override
  public int size() {
    return all.size();
  }

  @Override
  public String id(int index) {
    return "%064x".formatted(index);
  }

  @Override
  public RgbImage load(int index) throws UnusableImageException {
    if (all.get(index) == null) {
      throw new UnusableImageException("torn");
    }
    return all.get(index);
  }
}
