package io.wood.method.data.augment;

import java.util.SplittableRandom;

/** Chooses where an image starts on the canvas. */
final class CanvasPosition {
  private CanvasPosition() {}

  /**
   * A random start along one side: inside the canvas when the image is smaller, before it when the
   * image is larger.
   *
   * @param space side of the canvas less the image's
   */
  static int random(int space, SplittableRandom random) {
    int offset = random.nextInt(Math.abs(space) + 1);
    return space < 0 ? -offset : offset;
  }
}
