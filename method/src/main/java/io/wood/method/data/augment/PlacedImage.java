package io.wood.method.data.augment;

import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;

/**
 * A resized image and its place on the network's square canvas.
 *
 * @param image in its size on the canvas
 * @param left column of its left edge, pixels; below 0 where it is cut
 * @param top row of its upper edge, pixels; below 0 where it is cut
 * @param mirrored whether the canvas is then mirrored left to right
 * @param side of the canvas, pixels
 */
record PlacedImage(RgbImage image, int left, int top, boolean mirrored, int side) {
  /** The normalised planes of the canvas; 0 outside the image. */
  ImagePlanes planes() {
    float[] values = Normaliser.place(image, left, top, side, side);
    ImagePlanes planes = new ImagePlanes(3, side, side, values);
    return mirrored ? planes.mirrored() : planes;
  }

  /**
   * Labels of the image on the canvas; 255 outside the image.
   *
   * @param ofImage of any size; resized to the image's, nearest neighbour
   */
  LabelMap labels(LabelMap ofImage) {
    LabelMap labels = NearestResize.resize(ofImage, image.width(), image.height());
    byte[] canvas = new byte[side * side];
    Arrays.fill(canvas, (byte) LabelMap.IGNORE);
    for (int y = Math.max(0, top); y < Math.min(side, top + labels.height()); y++) {
      for (int x = Math.max(0, left); x < Math.min(side, left + labels.width()); x++) {
        int column = mirrored ? side - 1 - x : x;
        canvas[y * side + column] = (byte) labels.at(x - left, y - top);
      }
    }
    return new LabelMap(side, side, canvas);
  }
}
