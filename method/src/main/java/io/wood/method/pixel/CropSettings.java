package io.wood.method.pixel;

/**
 * How a training crop is taken.
 *
 * @param side of the square crop, pixels
 * @param leastScale the image is first resized by a factor between this ...
 * @param mostScale ... and this
 * @param classes labels from this on are refused; background included
 */
public record CropSettings(int side, double leastScale, double mostScale, int classes) {
  public CropSettings {
    if (side < 1 || !(leastScale > 0) || mostScale < leastScale) {
      throw new IllegalArgumentException(
          "a crop of %d pixels at scales %s to %s".formatted(side, leastScale, mostScale));
    }
  }
}
