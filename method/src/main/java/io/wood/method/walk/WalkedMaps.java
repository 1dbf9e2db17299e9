package io.wood.method.walk;

import io.wood.method.crf.PixelAdaptation;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.Argmax;
import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * The class activation maps of an image after the random walk: one plane per labelled class at a
 * quarter of the image's resolution, or at all of it once they are {@link #adapted}. They are
 * stored so that another background threshold needs no new walk.
 */
public final class WalkedMaps {
  /** Image pixels per cell of the walk. */
  private static final int STRIDE = 4;

  /** Larger images are adapted at this size: it takes 200 bytes a pixel. */
  private static final int MAX_ADAPTED_PIXELS = 2_000_000;

  private final List<Integer> keys;
  private final ImagePlanes maps;
  private final int height;
  private final int width;
  private final boolean adapted;

  /**
   * Maps that the walk gave.
   *
   * @param keys class index of each plane, counted from 0 without background
   * @param maps what {@link RandomWalk#spread} gave
   * @param height rows of the image, pixels
   * @param width columns of the image, pixels
   */
  public WalkedMaps(List<Integer> keys, ImagePlanes maps, int height, int width) {
    this(keys, maps, height, width, false);
  }

  /**
   * The maps of one image.
   *
   * @param adapted whether there is a cell for each pixel
   */
  WalkedMaps(List<Integer> keys, ImagePlanes maps, int height, int width, boolean adapted) {
    if (keys.size() != maps.channels()) {
      throw new IllegalArgumentException(
          keys.size() + " classes but " + maps.channels() + " walked maps");
    }
    int stride = adapted ? 1 : STRIDE;
    if (maps.height() * stride < height || maps.width() * stride < width) {
      throw new IllegalArgumentException(
          "walked maps of %dx%d cells do not cover an image of %dx%d pixels"
              .formatted(maps.height(), maps.width(), height, width));
    }
    this.keys = List.copyOf(keys);
    this.maps = maps;
    this.height = height;
    this.width = width;
    this.adapted = adapted;
  }

  /**
   * These maps at the image's resolution, refined by its colours.
   *
   * @param image of the size of these maps
   */
  WalkedMaps adapted(RgbImage image) {
    RgbImage fitting = BicubicResize.atMost(image, MAX_ADAPTED_PIXELS);
    ImagePlanes refined =
        new PixelAdaptation(fitting)
            .refine(probabilities().resized(fitting.height(), fitting.width()));
    return new WalkedMaps(keys, refined.resized(height, width), height, width, true);
  }

  /** Whether there is a cell for each pixel. */
  boolean isAdapted() {
    return adapted;
  }

  /** Class index of each plane, counted from 0 without background. */
  public List<Integer> keys() {
    return keys;
  }

  /** One plane per class, of 4 × 4 or, adapted, single pixels a cell. */
  public ImagePlanes maps() {
    return maps;
  }

  /** Rows of the image, pixels. */
  public int height() {
    return height;
  }

  /** Columns of the image, pixels. */
  public int width() {
    return width;
  }

  /**
   * Per class and pixel: the maps bilinearly enlarged, cropped to the image and divided by the
   * largest value over all classes and pixels.
   */
  public ImagePlanes probabilities() {
    ImagePlanes large =
        adapted
            ? maps
            : maps.resized(maps.height() * STRIDE, maps.width() * STRIDE).crop(height, width);
    float max = large.max();
    return max > 0 ? large.times(1 / max) : large;
  }

  /** The mask at a background threshold. */
  public LabelMap mask(double backgroundThreshold) {
    return Argmax.withBackground(keys, probabilities(), backgroundThreshold);
  }

  /** Eight bits a cell, compressed; see {@link #fromBytes}. */
  public byte[] toBytes() {
    return WalkedMapsFormat.write(this);
  }

  /**
   * Reads the output of {@link #toBytes}; values differ from the original by at most 1/510 of the
   * largest.
   */
  public static WalkedMaps fromBytes(byte[] bytes) {
    return WalkedMapsFormat.read(bytes);
  }
}
