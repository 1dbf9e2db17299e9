package io.wood.method.tensor;

import java.util.Arrays;

/**
 * Holds float image planes for code that needs no tensor engine: {@code channels} planes of {@code
 * height} by {@code width} values, row-major, one plane after the other (CHW). The array is shared,
 * not copied; its owner may write to it.
 */
public final class ImagePlanes {
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  /** Wraps an array of exactly channels·height·width values. */
  public ImagePlanes(int channels, int height, int width, float[] values) {
    if (channels < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "planes need a positive size, not " + channels + "x" + height + "x" + width);
    }
    if ((long) channels * height * width != values.length) {
      throw new IllegalArgumentException(
          "%dx%dx%d planes need %d values, got %d"
              .formatted(channels, height, width, (long) channels * height * width, values.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** All zero. */
  public ImagePlanes(int channels, int height, int width) {
    this(channels, height, width, new float[Math.multiplyExact(channels * height, width)]);
  }

  public int channels() {
    return channels;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** Cells of one plane. */
  public int area() {
    return height * width;
  }

  /** The shared array, CHW. */
  public float[] values() {
    return values;
  }

  /** One value. */
  public float at(int channel, int y, int x) {
    return values[(channel * height + y) * width + x];
  }

  /** A copy of one plane. */
  public ImagePlanes plane(int channel) {
    return new ImagePlanes(
        1, height, width, Arrays.copyOfRange(values, channel * area(), (channel + 1) * area()));
  }

  /** The top left part. */
  public ImagePlanes crop(int toHeight, int toWidth) {
    if (toHeight > height || toWidth > width) {
      throw new IllegalArgumentException(
          "cannot crop %dx%d planes to %dx%d".formatted(height, width, toHeight, toWidth));
    }
    ImagePlanes result = new ImagePlanes(channels, toHeight, toWidth);
    for (int row = 0; row < channels * toHeight; row++) {
      int source = (row / toHeight * height + row % toHeight) * width;
      System.arraycopy(values, source, result.values, row * toWidth, toWidth);
    }
    return result;
  }

  /** Mirrored left to right. */
  public ImagePlanes mirrored() {
    ImagePlanes result = new ImagePlanes(channels, height, width);
    for (int row = 0; row < channels * height; row++) {
      for (int x = 0; x < width; x++) {
        result.values[row * width + x] = values[row * width + width - 1 - x];
      }
    }
    return result;
  }

  /** Every value to a power; values are expected not to be negative. */
  public ImagePlanes power(double exponent) {
    ImagePlanes result = new ImagePlanes(channels, height, width);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = (float) Math.pow(values[i], exponent);
    }
    return result;
  }

  /** Every value times a factor. */
  public ImagePlanes times(float factor) {
    ImagePlanes result = new ImagePlanes(channels, height, width);
    for (int i = 0; i < values.length; i++) {
      result.values[i] = values[i] * factor;
    }
    return result;
  }

  /**
   * Bilinear resize, corners not aligned and not antialiased; see {@link BilinearSampling}. Planes
   * of this size are returned as they are.
   */
  public ImagePlanes resized(int toHeight, int toWidth) {
    return height == toHeight && width == toWidth
        ? this
        : BilinearSampling.resize(this, toHeight, toWidth);
  }

  /** Bilinear sampling at given places. */
  public ImagePlanes sampled(SampledAxis rows, SampledAxis columns) {
    return BilinearSampling.sample(this, rows, columns);
  }

  /** The largest value; negative infinity when there is no plane. */
  public float max() {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** One plane with the largest value of all planes at each cell; 0 where none is above 0. */
  public ImagePlanes strongest() {
    ImagePlanes result = new ImagePlanes(1, height, width);
    for (int i = 0; i < values.length; i++) {
      int cell = i % area();
      result.values[cell] = Math.max(result.values[cell], values[i]);
    }
    return result;
  }

  /** This, if every value is finite; otherwise an error that names {@code what} and the cell. */
  public ImagePlanes requireFinite(String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s holds %s in channel %d at row %d, column %d; recompute it from a healthy network"
                .formatted(what, values[i], i / area(), i % area() / width, i % width));
      }
    }
    return this;
  }
}
