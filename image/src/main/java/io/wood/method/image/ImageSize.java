package io.wood.method.image;

/**
 * Size of an image.
 *
 * @param width pixels
 * @param height pixels
 */
public record ImageSize(int width, int height) {

  /** The longer side, pixels. */
  public int longSide() {
    return Math.max(width, height);
  }

  /** With width and height exchanged. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // that is what it is for
  ImageSize swapped() {
    return new ImageSize(height, width);
  }

  /** Width times height. */
  public long pixels() {
    return (long) width * height;
  }

  /** The n of "every n-th pixel" that leaves at least twice a long side; 1 reads all of them. */
  public int stepFor(int longSide) {
    return Math.max(1, longSide() / 2 / Math.max(1, longSide));
  }
}
