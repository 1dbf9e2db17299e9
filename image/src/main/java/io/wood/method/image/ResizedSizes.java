package io.wood.method.image;

/** Sizes of resized images, rounded half to even as the reference does. */
public final class ResizedSizes {
  private ResizedSizes() {}

  /** round-half-even(side·scale), at least 1. */
  public static int scaled(int side, double scale) {
    return Math.max(1, (int) Math.rint(side * scale));
  }
}
