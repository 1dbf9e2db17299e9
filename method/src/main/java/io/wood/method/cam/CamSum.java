package io.wood.method.cam;

import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * Adds up the maps of all scales in two sizes: <i>strided</i> ((H−1)/4+1, (W−1)/4+1), and <i>high
 * resolution</i>, 16·((n−1)/16+1) cropped to the image. Both bilinear, corners not aligned.
 */
public final class CamSum {
  private static final int STRIDE = 4;
  private static final int CELL = 16;
  private static final float EPSILON = 1e-5f;

  private final int height;
  private final int width;
  private final ImagePlanes strided;
  private final ImagePlanes high;

  public CamSum(int classes, int height, int width) {
    this.height = height;
    this.width = width;
    strided = new ImagePlanes(classes, cells(height, STRIDE), cells(width, STRIDE));
    high = new ImagePlanes(classes, height, width);
  }

  private static int cells(int side, int stride) {
    return (side - 1) / stride + 1;
  }

  /** Adds the maps of one scale, a plane a class. */
  public void add(ImagePlanes maps) {
    add(strided, maps.resized(strided.height(), strided.width()));
    int up = CELL * cells(height, CELL);
    add(high, maps.resized(up, CELL * cells(width, CELL)).crop(height, width));
  }

  /** The sum so far in the strided size. */
  public ImagePlanes strided() {
    return strided;
  }

  private static void add(ImagePlanes to, ImagePlanes from) {
    for (int i = 0; i < from.values().length; i++) {
      to.values()[i] += from.values()[i];
    }
  }

  /** Divides each plane by (its maximum + 1e-5). */
  public ActivationMaps normalised(List<Integer> keys) {
    normalise(strided.requireFinite("the CAM"));
    normalise(high);
    return new ActivationMaps(keys, strided, high);
  }

  private static void normalise(ImagePlanes planes) {
    float[] values = planes.values();
    for (int start = 0; start < values.length; start += planes.area()) {
      float max = 0;
      for (int i = start; i < start + planes.area(); i++) {
        max = Math.max(max, values[i]);
      }
      for (int i = start; i < start + planes.area(); i++) {
        values[i] /= max + EPSILON;
      }
    }
  }
}
