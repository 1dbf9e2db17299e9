package io.wood.method.data.augment;

/**
 * The settings of a training crop.
 *
 * @param side of the square crop, pixels
 * @param minScale the image is first resized by a factor between this ...
 * @param maxScale ... and this
 * @param classes labels from this number on are refused; background included
 */
public record CropSettings(int side, double minScale, double maxScale, int classes) {
  public CropSettings {
    if (side < 1 || !(minScale > 0) || maxScale < minScale) {
      throw new IllegalArgumentException(
          "a crop needs a side of at least 1 pixel and scales above 0 in ascending order, not %d"
                  .formatted(side)
              + " pixels at scales %s to %s".formatted(minScale, maxScale));
    }
  }
}
